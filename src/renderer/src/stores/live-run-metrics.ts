import {
  onScopeDispose,
  shallowReadonly,
  shallowRef,
  toValue,
  watch,
  type MaybeRefOrGetter,
  type ShallowRef,
} from 'vue'
import type { MetricName } from '../../../contract/call-parts.ts'
import { host, reconnected } from '../host.ts'
import { LiveMetrics, type FollowedRun } from './live-metrics.ts'
import type { LiveSeries } from './live-series.ts'

export type RunMetrics = {
  /** Read it first in whatever draws series: it grows, once a frame, when any of them changed. */
  version: Readonly<ShallowRef<number>>
  seriesOf: (runId: string) => LiveSeries | undefined
  isFilled: Readonly<ShallowRef<boolean>>
  problem: Readonly<ShallowRef<string | null>>
  ask: () => void
}

/** The metrics of the given runs for as long as the component lives, kept up to date while they train. */
export function useRunMetrics(
  runs: MaybeRefOrGetter<readonly FollowedRun[]>,
  metrics: readonly MetricName[],
): RunMetrics {
  const version = shallowRef(0)
  const isFilled = shallowRef(false)
  const problem = shallowRef<string | null>(null)
  let frame = 0
  const live = new LiveMetrics(host, {
    metrics,
    onChange: () => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(publish)
    },
  })
  function publish(): void {
    isFilled.value = live.isFilled
    problem.value = live.problem
    version.value++
  }
  watch(
    () => toValue(runs),
    (followed) => live.follow(followed),
    { immediate: true },
  )
  watch(reconnected, () => live.ask())
  const unsubscribe = host.on('metrics.grew', () => live.ask())
  onScopeDispose(() => {
    unsubscribe()
    cancelAnimationFrame(frame)
    live.stop()
  })
  return {
    version: shallowReadonly(version),
    seriesOf: (runId) => live.seriesOf(runId),
    isFilled: shallowReadonly(isFilled),
    problem: shallowReadonly(problem),
    ask: () => live.ask(),
  }
}
