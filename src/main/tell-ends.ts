import { Notification } from 'electron'
import { setTimeout } from 'node:timers/promises'
import { Ends, watchEnds, type End, type EndsWatch } from '../contract/ends.ts'
import type { HostApi } from '../contract/host.ts'

/** A system that shows nothing holds up nobody for longer. */
const SHOWN_MS = 2000
/** Until then what has ended says so; what still does not waits for its user. */
const WRITTEN_MS = 2000

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
        void setTimeout(SHOWN_MS).then(resolve)
      }),
    )
    notification.show()
  }

  /** Resolves when all that has ended is told: the last end may be written a moment after nothing trains any more. */
  async told(): Promise<void> {
    const until = Date.now() + WRITTEN_MS
    for (;;) {
      await this.#watch?.look()
      if (this.#ends.open.length === 0 || Date.now() > until) break
      await setTimeout(100)
    }
    await Promise.all(this.#shown)
  }
}
