import { nextTick, onScopeDispose, shallowRef, type Ref, type ShallowRef } from 'vue'
import { useRouter } from 'vue-router'

/**
 * After a change of view: it is seen from its top, the keyboard goes to its heading, and its title is said. A view that
 * takes the focus for a field of its own keeps it.
 * @returns what a live region says
 */
export function useRouteAnnouncer(main: Readonly<Ref<HTMLElement | null>>): Readonly<ShallowRef<string>> {
  const said = shallowRef('')
  const stop = useRouter().afterEach((to, from, failure) => {
    // Filters in the address are the same view; the first view is where the page begins anyway.
    if (failure || to.path === from.path || from.matched.length === 0) return
    said.value = to.meta.title
    void nextTick(() => {
      main.value?.scrollTo({ top: 0 })
      focusHeading(main.value)
    })
  })
  onScopeDispose(stop)
  return said
}

function focusHeading(main: HTMLElement | null): void {
  if (main === null || (main !== document.activeElement && main.contains(document.activeElement))) return
  const heading = main.querySelector('h1') ?? main
  heading.setAttribute('tabindex', '-1')
  heading.focus({ preventScroll: true })
}
