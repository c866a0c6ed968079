/** What carries messages between a host and its user. Typed arrays, NaN and ±Infinity arrive as they were posted. */
export type Channel = {
  /** @throws when the message can't be cloned; once the channel has closed it does nothing */
  post(message: unknown): void
  /** Called with every message, in order; there is one listener. */
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when nothing can be posted any more or at once if that is so already, with the reason in words. */
  onClosed(listener: (reason: string) => void): void
  close(): void
}
