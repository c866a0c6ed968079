/** Seconds trained: runs while training, paused while evaluating. */
export function stopwatch(secondsBefore: number): {
  seconds: () => number
  pause: () => void
  resume: () => void
} {
  let total = secondsBefore
  let since: number | null = performance.now()
  const seconds = () => total + (since === null ? 0 : (performance.now() - since) / 1000)
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
