import { computed, shallowRef } from 'vue'

/** Whether the page may show system notifications, and the way to ask for it. */
export function useNotificationPermission() {
  const isKnown = 'Notification' in window
  const permission = shallowRef<NotificationPermission | 'unknown'>(
    isKnown ? Notification.permission : 'unknown',
  )

  async function ask(): Promise<void> {
    permission.value = await Notification.requestPermission()
  }

  return { permission, ask, text: computed(() => TEXTS[permission.value]) }
}

const TEXTS: Record<NotificationPermission | 'unknown', string> = {
  granted: 'On: the system shows a notification when an experiment has finished.',
  default: 'Off until you allow it. Only the end of an experiment is announced, nothing else.',
  denied:
    'Blocked for this page. To change that, open the site settings beside the address in your browser and allow notifications.',
  unknown: 'This browser has no notifications.',
}
