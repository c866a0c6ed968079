import { onScopeDispose, shallowReadonly, shallowRef, watch, type ShallowRef } from 'vue'
import type { Evaluation, RunSummary } from '../../../contract/host-answers.ts'
import { host, reconnected } from '../host.ts'
import type { RunMetrics } from './live-run-metrics.ts'

const AGAIN_MS = 1000
const QUESTIONS_AT_ONCE = 8

/** The evaluations of runs by run id, the newest known; asked for again when a run has trained past its next one. */
export function useEvaluations(
  runs: () => readonly RunSummary[],
  everyEpochs: () => number,
  { version, seriesOf }: RunMetrics,
): Readonly<ShallowRef<ReadonlyMap<string, Evaluation[]>>> {
  const known = shallowRef<ReadonlyMap<string, Evaluation[]>>(new Map())
  /** The status and number of evaluations with which a run was asked for last. */
  const asked = new Map<string, string>()
  let isAsking = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let isStopped = false

  function expected(run: RunSummary): number {
    const end = Math.max(run.stepsDone, seriesOf(run.id)?.end ?? 0)
    return Math.floor(end / run.stepsPerEpoch / everyEpochs())
  }

  function isDue(run: RunSummary): boolean {
    if (run.startedAt === null) return false
    if (asked.get(run.id) !== stateOf(run)) return true
    return run.status === 'running' && expected(run) > (known.value.get(run.id)?.length ?? 0)
  }

  async function ask(): Promise<void> {
    if (isAsking || isStopped) return
    const waiting = runs().filter(isDue)
    if (waiting.length === 0) return
    isAsking = true
    const found = new Map(known.value)
    const next = async (): Promise<void> => {
      for (let run = waiting.shift(); run; run = waiting.shift()) {
        const { evaluations } = await host.call('runs.get', { id: run.id })
        found.set(run.id, evaluations)
        asked.set(run.id, stateOf(run))
      }
    }
    // What fails is asked again in a moment, as what is not there yet is.
    await Promise.allSettled(Array.from({ length: QUESTIONS_AT_ONCE }, next))
    known.value = found
    timer = setTimeout(() => {
      isAsking = false
      void ask()
    }, AGAIN_MS)
  }

  watch([runs, version, reconnected], () => void ask(), { immediate: true })
  onScopeDispose(() => {
    isStopped = true
    clearTimeout(timer)
  })
  return shallowReadonly(known)
}

function stateOf({ status, attempt }: RunSummary): string {
  return `${status} ${attempt}`
}
