import { useToast } from '@nuxt/ui/composables'
import { useLocalStorage } from '@vueuse/core'
import { onScopeDispose, watch } from 'vue'
import { useRouter } from 'vue-router'
import { host, reconnected } from '../host.ts'
import { Ends, type End } from './notifications-ends.ts'

/** Experiments that changed within a moment are asked about together. */
const COLLECT_MS = 500

/** Tells when an experiment ends: in the page, and by the system where the page is hidden and the user has allowed it. */
export function useNotifications(): void {
  const ends = new Ends()
  const tell = useTelling()
  let changed = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(ids: Iterable<string>): Promise<void> {
    for (const id of ids) {
      // One that was removed meanwhile, or a connection that is lost: there is nothing to tell now.
      const experiment = await host.call('experiments.get', { id }).catch(() => null)
      const end = experiment && ends.see(experiment)
      if (end) tell(end)
    }
  }

  async function begin(): Promise<void> {
    const open = ['running', 'queued', 'paused'] as const
    const list = await host.call('experiments.list', { statuses: [...open], limit: 1000 }).catch(() => null)
    for (const experiment of list?.experiments ?? []) ends.see(experiment)
  }

  const unsubscribe = host.on('experiments.changed', ({ ids }) => {
    for (const id of ids) changed.add(id)
    timer ??= setTimeout(() => {
      const ids = changed
      timer = undefined
      changed = new Set()
      void look(ids)
    }, COLLECT_MS)
  })
  void begin()
  // What ended while there was no connection is told when it is back.
  watch(reconnected, () => void look(ends.open))
  onScopeDispose(() => {
    unsubscribe()
    clearTimeout(timer)
  })
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
