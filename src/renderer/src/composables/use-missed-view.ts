import { useToast } from '@nuxt/ui/composables'
import { onScopeDispose, shallowRef, watch } from 'vue'
import { useRouter, type RouteLocationNormalized } from 'vue-router'
import { connection } from '../host.ts'

/**
 * A view whose script could not be fetched, because the server was gone, is opened when it is back. A browser does not try
 * a script again that it once failed to fetch: the page is loaded anew, at the address that was wanted.
 */
export function useMissedView(): void {
  const router = useRouter()
  const toast = useToast()
  /** What was wanted while the connection was lost. */
  const missed = shallowRef<RouteLocationNormalized | null>(null)

  function open(wanted: RouteLocationNormalized): void {
    location.assign(router.resolve(wanted).href)
    location.reload()
  }

  const stopHearing = router.onError((_error, to) => {
    const isLost = connection.value !== 'connected'
    if (isLost) missed.value = to
    toast.add({
      title: `${to.meta.title} could not be opened.`,
      description: isLost
        ? 'It opens when the connection is back.'
        : 'Its part of the program could not be read.',
      icon: 'i-lucide-unplug',
      ...(!isLost && {
        actions: [
          { label: 'Load the page anew', color: 'neutral', variant: 'outline', onClick: () => open(to) },
        ],
      }),
    })
  })
  // Who has gone elsewhere since does not want it any more.
  const stopFollowing = router.afterEach(() => (missed.value = null))
  watch(connection, (state) => {
    if (state === 'connected' && missed.value !== null) open(missed.value)
  })
  onScopeDispose(() => {
    stopHearing()
    stopFollowing()
  })
}
