import { computed, shallowRef } from 'vue'
import type { Settings } from '../../../../contract/host.ts'
import { useAnswer } from '../../composables/use-answer.ts'
import { act } from '../../host.ts'

/** The host's settings; a change is stored at once, and what the host answers is what is shown. */
export function useSettings() {
  const asked = useAnswer('system.settings', {})
  const changed = shallowRef<Settings | null>(null)
  const problem = shallowRef<string | null>(null)

  async function change(changes: Partial<Settings>): Promise<void> {
    try {
      changed.value = await act('system.changeSettings', changes)
      problem.value = null
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error)
    }
  }

  return {
    settings: computed(() => changed.value ?? asked.answer.value),
    problem: computed(() => problem.value ?? asked.problem.value),
    change,
  }
}
