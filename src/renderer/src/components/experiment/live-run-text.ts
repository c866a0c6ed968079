import type { RunSummary } from '../../../../contract/host-answers.ts'
import type { LiveSeries } from '../../stores/live-series.ts'

/** What is known of series at this moment; another one with every change. */
export type Live = { version: number; seriesOf: (runId: string) => LiveSeries | undefined }

/** Steps trained as far as the page knows: the list of runs is older than their series. */
export function stepsDone(run: RunSummary, { seriesOf }: Live): number {
  const known = seriesOf(run.id)?.end
  return run.status === 'running' && known !== undefined ? known : run.stepsDone
}

/** The loss of the last step that was trained. */
export function liveLossText(run: RunSummary, { seriesOf }: Live): string {
  const series = seriesOf(run.id)
  if (series === undefined || series.length === 0) return '–'
  const loss = series.of('loss').last[series.length - 1]!
  if (Number.isNaN(loss)) return 'not a number'
  return Number.isFinite(loss) ? loss.toPrecision(4) : 'infinite'
}
