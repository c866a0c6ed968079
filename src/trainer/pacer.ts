import { setImmediate } from 'node:timers/promises'

/** Metrics leave about so often; the contract promises 10 to 20 batches a second. */
const REPORT_MS = 70
/** A stop is heard within so long: a step of a large network may take longer, then after that step. */
const LISTEN_MS = 20

/**
 * Says when it is time to report, to listen and to store a checkpoint, so that a step pays for none of them.
 * @param checkpointSeconds how often a checkpoint is due; never unless given
 */
export function pacer(checkpointSeconds = Infinity): {
  reportIsDue: () => boolean
  listenIsDue: () => boolean
  checkpointIsDue: () => boolean
  listen: () => Promise<void>
} {
  let [reported, listened, stored] = [performance.now(), performance.now(), performance.now()]
  const isDue = (since: number, interval: number) => performance.now() - since >= interval
  return {
    reportIsDue() {
      if (!isDue(reported, REPORT_MS)) return false
      reported = performance.now()
      return true
    },
    listenIsDue: () => isDue(listened, LISTEN_MS),
    checkpointIsDue() {
      if (!isDue(stored, 1000 * checkpointSeconds)) return false
      stored = performance.now()
      return true
    },
    /** Lets the process handle the messages that have arrived. */
    async listen() {
      await setImmediate()
      listened = performance.now()
    },
  }
}
