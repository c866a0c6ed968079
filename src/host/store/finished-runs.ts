import { LRUCache } from 'lru-cache'
import type { MetricName } from '../../contract/call-parts.ts'
import type { ShortEvaluation, StoredComparedRun } from './stored-compared-run.ts'

type Values = Float32Array<ArrayBuffer>

export type RunContent = {
  evaluations: (run: StoredComparedRun) => readonly ShortEvaluation[]
  /** The values of the steps from `from` to before `to` (to the end where it is left out), not to be changed. */
  values: (run: StoredComparedRun, metric: MetricName, from: number, to?: number) => Values
}

export type RememberedContent = RunContent & {
  /**
   * What was computed of a run's content alone, computed again only when that may have changed.
   * @param what tells it apart from all else that is computed of a run
   */
  computed: <T extends Sized>(run: StoredComparedRun, what: string, compute: () => T) => T
}
/** Of something computed: what it takes of the memory. */
type Sized = { byteLength: number }

const FEW = 16
const MOST_BYTES = 128 * 2 ** 20
/** Of an evaluation in memory, roughly. */
const EVALUATION_BYTES = 200

/**
 * The same content, kept in memory for runs that are over: until one is trained again nothing changes it, and every
 * filter of a comparison reads it again. What was not asked for the longest is dropped first.
 */
export function rememberingFinished(read: RunContent): RememberedContent {
  const kept = new LRUCache<string, readonly ShortEvaluation[] | Sized>({
    maxSize: MOST_BYTES,
    sizeCalculation: (content) =>
      64 + ('byteLength' in content ? content.byteLength : EVALUATION_BYTES * content.length),
  })
  function remembered<T extends readonly ShortEvaluation[] | Sized>(
    run: StoredComparedRun,
    what: string,
    content: () => T,
  ): T {
    if (!isOver(run)) return content()
    const key = `${run.id} ${run.endedAt} ${what}`
    const known = kept.get(key) as T | undefined
    if (known !== undefined) return known
    const found = content()
    kept.set(key, found)
    return found
  }
  return {
    evaluations: (run) => remembered(run, 'evaluations', () => read.evaluations(run)),
    values(run, metric, from, to) {
      if (!isOver(run)) return read.values(run, metric, from, to)
      return isFew(from, to)
        ? remembered(run, `${metric} ${from} ${to}`, () => read.values(run, metric, from, to))
        : remembered(run, metric, () => read.values(run, metric, 0)).subarray(from, to)
    },
    computed: (run, what, compute) => remembered(run, `computed ${what}`, compute),
  }
}

/** A value here and there is kept by itself: a whole series would push others out. */
function isFew(from: number, to: number | undefined): boolean {
  return to !== undefined && to - from < FEW
}

function isOver({ status }: StoredComparedRun): boolean {
  return status === 'done' || status === 'diverged'
}
