import type { Evaluation, RunSummary } from '../../../contract/host-answers.ts'
import type { LiveSeries } from '../stores/live-series.ts'
import type { CurveMetric } from './curve-metrics.ts'
import type { CurvePanel } from './curve-panels.ts'
import { drawEvaluations, drawPanel, scoresOf, type CurveView, type DrawnPanel } from './draw-curves.ts'

/** What curves are drawn from. */
export type CurveData = {
  /** Another one with every change of what the functions give. */
  version: number
  seriesOf: (runId: string) => LiveSeries | undefined
  evaluationsOf: (runId: string) => readonly Evaluation[]
}

/** Draws panels, and keeps what was drawn of those whose runs did not change: they need not be drawn again. */
export class PanelDrawer {
  readonly #kept = new Map<string, { of: string; drawn: DrawnPanel }>()

  draw(metric: CurveMetric, panels: readonly CurvePanel[], data: CurveData, view: CurveView): DrawnPanel[] {
    return panels.map((panel) => {
      const of = JSON.stringify([metric.id, view, panel.runs.map((run) => stateOf(run, data))])
      const kept = this.#kept.get(panel.key)
      if (kept?.of === of) return kept.drawn
      const drawn = drawNow(metric, panel, data, view)
      this.#kept.set(panel.key, { of, drawn })
      return drawn
    })
  }
}

/** What the runs have come through: where it is another, what is drawn out of sight would tell of runs as they were. */
export function milestonesOf(panels: readonly CurvePanel[], { seriesOf, evaluationsOf }: CurveData): string {
  // Of a run that has ended, all that is on its way; of one that trains, nothing.
  const end = ({ id, status }: RunSummary): number => (status === 'running' ? 0 : (seriesOf(id)?.end ?? 0))
  const ofRun = (run: RunSummary): string => `${run.status} ${evaluationsOf(run.id).length} ${end(run)}`
  return panels.map(({ key, runs }) => [key, ...runs.map(ofRun)].join()).join('\n')
}

function drawNow(metric: CurveMetric, panel: CurvePanel, data: CurveData, view: CurveView): DrawnPanel {
  const { seriesOf, evaluationsOf } = data
  if ('metric' in metric.of) return drawPanel(panel, { seriesOf, metric: metric.of.metric }, view)
  const { score } = metric.of
  return drawEvaluations(panel, (run) => scoresOf(evaluationsOf(run.id), score), seriesOf, view)
}

function stateOf({ id, status }: RunSummary, { seriesOf, evaluationsOf }: CurveData): unknown[] {
  return [status, seriesOf(id)?.version ?? 0, evaluationsOf(id).length]
}
