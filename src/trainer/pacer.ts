import { setImmediate } from 'node:timers/promises'

/** Metrics leave about so often; the contract promises 10 to 20 batches a second. */
const REPORT_MS = 90
/** A stop is heard within so long: a step of a large network may take longer, then after that step. */
const LISTEN_MS = 50

/**
 * Says when it is time to report, to listen and to store a checkpoint, so that a step pays for none of them. What is
 * asked of at every step is told what the clock says.
 * @param checkpointSeconds how often a checkpoint is due; never unless given
 */
export function pacer(checkpointSeconds = Infinity): {
  reportIsDue: (now: number) => boolean
  listenIsDue: (now: number) => boolean
  checkpointIsDue: () => boolean
  listen: () => Promise<void>
} {
  let [reported, listened, stored] = [performance.now(), performance.now(), performance.now()]
  return {
    reportIsDue(now) {
      if (now - reported < REPORT_MS) return false
      reported = now
      return true
    },
    listenIsDue: (now) => now - listened >= LISTEN_MS,
    checkpointIsDue() {
      const now = performance.now()
      if (now - stored < 1000 * checkpointSeconds) return false
      stored = now
      return true
    },
    /** Lets the process handle the messages that have arrived. */
    async listen() {
      await setImmediate()
      listened = performance.now()
    },
  }
}
