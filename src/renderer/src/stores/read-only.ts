import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useAnswer } from '../composables/use-answer.ts'

/** Whether the database can only be read here, and why: what would write to it is not offered then. */
export const useReadOnly = defineStore('read-only', () => {
  const { answer } = useAnswer('system.info', {})
  const reason = computed(() => answer.value?.readOnlyReason ?? null)
  return { reason, isReadOnly: computed(() => reason.value !== null) }
})
