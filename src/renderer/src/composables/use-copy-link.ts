import { useToast } from '@nuxt/ui/composables'
import { COMMAND_KEY } from '../design/command-key.ts'

type Copied = {
  /** Of the route, from its first slash. */
  route: string
  /** What the link holds, as a sentence. */
  holds: string
  /** Whether it means the same over another database. */
  isForAny: boolean
}

/** Puts a link to a route into the clipboard, and says how it is opened. */
export function useCopyLink(): (copied: Copied) => Promise<void> {
  const toast = useToast()
  return async ({ route, holds, isForAny }) => {
    const link = `${location.href.split('#')[0]!}#${route}`
    try {
      await navigator.clipboard.writeText(link)
      toast.add({ title: 'The link is copied', description: `${holds} ${howToOpen(isForAny)}` })
    } catch {
      toast.add({ title: 'The browser did not allow copying', description: link, color: 'warning' })
    }
  }
}

/** Nothing on the system opens an address of the desktop's window. */
function howToOpen(isForAny: boolean): string {
  const place = `paste it into “Find anything” (${COMMAND_KEY} K)`
  const elsewhere = isForAny ? ', or on another computer,' : ','
  return window.shell
    ? `To open it${isForAny ? ', here or on another computer,' : ','} ${place}.`
    : `It opens as long as this workbench runs; after that${elsewhere} ${place}.`
}
