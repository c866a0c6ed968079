import { useToast } from '@nuxt/ui/composables'
import { useLocalStorage } from '@vueuse/core'
import { onScopeDispose, watch } from 'vue'
import { useRouter } from 'vue-router'
import { Ends, watchEnds, type End } from '../../../contract/ends.ts'
import { host, reconnected } from '../host.ts'

/** Tells when an experiment ends: in the page, and by the system where the page is hidden and the user has allowed it. */
export function useNotifications(): void {
  const watching = watchEnds(host, new Ends(), useTelling())
  // What ended while there was no connection is told when it is back.
  watch(reconnected, () => void watching.look())
  onScopeDispose(() => watching.stop())
}

function useTelling(): (end: End) => void {
  const toast = useToast()
  const router = useRouter()
  const wasOffered = useLocalStorage('notifications-offered', false)
  const canNotify = 'Notification' in window

  return ({ id, title, body, isFailure }) => {
    const open = (): void =>
      void router.push({ name: 'experiment', params: { id }, query: { tab: 'results' } })
    const offers = canNotify && Notification.permission === 'default' && !wasOffered.value
    wasOffered.value ||= offers
    toast.add({
      ...{ title, description: body, color: isFailure ? 'error' : 'success' },
      icon: isFailure ? 'i-lucide-triangle-alert' : 'i-lucide-circle-check',
      actions: [
        { label: 'Show', color: 'neutral', variant: 'outline', onClick: open },
        ...(offers
          ? [
              {
                ...({ label: 'Notify me next time', color: 'neutral', variant: 'link' } as const),
                onClick: () => void Notification.requestPermission(),
              },
            ]
          : []),
      ],
    })
    if (!canNotify || !document.hidden || Notification.permission !== 'granted') return
    const notification = new Notification(title, { body, tag: id })
    notification.onclick = () => {
      window.focus()
      open()
    }
  }
}
