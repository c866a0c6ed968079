/** Seconds trained since it was made: runs while training, paused while evaluating. */
export function stopwatch(): {
  /** @param now what the clock says, where it has just been read */
  seconds: (now?: number) => number
  pause: () => void
  resume: () => void
} {
  let total = 0
  let since: number | null = performance.now()
  const seconds = (now = performance.now()) => total + (since === null ? 0 : (now - since) / 1000)
  return {
    seconds,
    pause() {
      total = seconds()
      since = null
    },
    resume() {
      since ??= performance.now()
    },
  }
}
