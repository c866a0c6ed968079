const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Signals to end, until they are listened to no more. */
export type Interruption = { happened: () => boolean; end: () => void }

/** Thrown by what was given up when the user interrupted it; the message says what has become of it. */
export class InterruptedError extends Error {}

/** Ctrl-C, or a signal to terminate: the first is an order to stop, the second ends the process at once. */
export function onInterrupt(stop: () => void, endAtOnce: () => void): Interruption {
  let signals = 0
  const onSignal = (): void => {
    signals++
    if (signals === 1) stop()
    else endAtOnce()
  }
  for (const signal of SIGNALS) process.on(signal, onSignal)
  return {
    happened: () => signals > 0,
    end() {
      for (const signal of SIGNALS) process.off(signal, onSignal)
    },
  }
}
