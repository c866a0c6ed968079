import { useIntersectionObserver } from '@vueuse/core'
import { nextTick, onMounted, shallowRef, watch, type ShallowRef } from 'vue'
import { useRoute } from 'vue-router'
import { LESSON_SECTIONS } from '../../../../domain/lesson-sections.ts'

/** Brings the section that the address names into view, and says which one is being read. */
export function useSectionLink(): { current: ShallowRef<string> } {
  const route = useRoute()
  const current = shallowRef<string>(LESSON_SECTIONS[0].id)

  function open(section: unknown): void {
    const heading = document.getElementById(`learn-${String(section)}-title`)
    if (!heading) return
    document.getElementById(`learn-${String(section)}`)?.scrollIntoView()
    heading.focus({ preventScroll: true })
    current.value = String(section)
  }

  onMounted(() => {
    const sections = LESSON_SECTIONS.map(({ id }) => document.getElementById(`learn-${id}`))
    useIntersectionObserver(
      sections,
      (entries) => {
        const entered = entries.findLast(({ isIntersecting }) => isIntersecting)
        if (entered) current.value = entered.target.id.replace('learn-', '')
      },
      // A section is read while it covers the line a quarter down the window.
      { rootMargin: '-25% 0px -75% 0px' },
    )
    if (route.query.section !== undefined) void nextTick(() => open(route.query.section))
  })
  watch(
    () => route.fullPath,
    () => {
      if (route.name === 'learn' && route.query.section !== undefined) open(route.query.section)
    },
  )
  return { current }
}
