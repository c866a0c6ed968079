import { setImmediate } from 'node:timers/promises'

/** Metrics leave about so often; the contract promises 10 to 20 batches a second. */
const REPORT_MS = 70
/** A stop is heard within so long: a step of a large network may take longer, then after that step. */
const LISTEN_MS = 20

/** Says when it is time to report and to listen, so that a step pays for neither. */
export function pacer(): {
  reportIsDue: () => boolean
  listenIsDue: () => boolean
  listen: () => Promise<void>
} {
  let [reported, listened] = [performance.now(), performance.now()]
  const isDue = (since: number, interval: number) => performance.now() - since >= interval
  return {
    reportIsDue() {
      if (!isDue(reported, REPORT_MS)) return false
      reported = performance.now()
      return true
    },
    listenIsDue: () => isDue(listened, LISTEN_MS),
    /** Lets the process handle the messages that have arrived. */
    async listen() {
      await setImmediate()
      listened = performance.now()
    },
  }
}
