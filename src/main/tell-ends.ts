import { Notification } from 'electron'
import { Ends, watchEnds, type End, type EndsWatch } from '../contract/ends.ts'
import type { HostApi } from '../contract/host.ts'

/** A system that shows nothing holds up nobody for longer. */
const SHOWN_MS = 2000

/** Tells by the system what comes to its end while there is no window, whose page would tell it. */
export class EndsTeller {
  readonly #options: { hasWindow: () => boolean; openWindow: () => void }
  readonly #ends = new Ends()
  /** Of what nothing refers to, a click is lost. */
  readonly #notifications = new Set<Notification>()
  readonly #shown: Promise<void>[] = []
  #watch: EndsWatch | null = null

  constructor(options: { hasWindow: () => boolean; openWindow: () => void }) {
    this.#options = options
  }

  /** From now on this host is followed, also about what was open in the one before. */
  follow(api: HostApi): void {
    this.#watch?.stop()
    this.#watch = watchEnds(api, this.#ends, (end) => this.tell(end))
  }

  /** Nothing, while a window is there. */
  tell({ title, body }: Pick<End, 'title' | 'body'>): void {
    if (this.#options.hasWindow() || !Notification.isSupported()) return
    const notification = new Notification({ title, body })
    this.#notifications.add(notification)
    notification.once('click', () => this.#options.openWindow())
    notification.once('close', () => this.#notifications.delete(notification))
    this.#shown.push(
      new Promise((resolve) => {
        notification.once('show', () => resolve())
        setTimeout(resolve, SHOWN_MS)
      }),
    )
    notification.show()
  }

  /** Resolves when all that has ended is told. */
  async told(): Promise<void> {
    await this.#watch?.look()
    await Promise.all(this.#shown)
  }
}
