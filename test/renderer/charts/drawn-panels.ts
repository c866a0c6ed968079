import type { RunSummary } from '../../../src/contract/host-answers.ts'
import { armLooks } from '../../../src/domain/arm-look.ts'
import type { RowLook } from '../../../src/renderer/src/charts/curve-panel-option.ts'
import { CURVE_METRICS } from '../../../src/renderer/src/charts/curve-metrics.ts'
import { drawPanel, type DrawnPanel } from '../../../src/renderer/src/charts/draw-curves.ts'
import { LiveSeries } from '../../../src/renderer/src/stores/live-series.ts'

/** Losses of a run with how it ended; what is not finite is left out of the drawing by the page's own code. */
export type LossRun = { arm: string; status: 'done' | 'diverged'; losses: readonly number[] }

const LOOKS = armLooks([
  { name: 'without BN', normalization: { type: 'none' } },
  { name: 'with BN', normalization: { type: 'batch' } },
])

/** Panels as the page draws them from what the host sent. */
export function drawnPanels(
  batchSizes: readonly { batchSize: number; runs: readonly LossRun[] }[],
  view: { zoom: { start: number; end: number }; columns: number; smoothing: number },
): DrawnPanel[] {
  return batchSizes.map(({ batchSize, runs }) => {
    const series = new Map<string, LiveSeries>()
    const summaries = runs.map(({ arm, status, losses }, index): RunSummary => {
      const id = `run-${batchSize}-${index}`
      series.set(id, lossSeries(id, losses))
      return {
        ...{ id, experimentId: 'e', key: 'k', role: 'compared', arm, batchSize, learningRate: 0.1 },
        ...{ seed: index + 1, status, outcome: status, reason: null, attempt: 1 },
        ...{ stepsDone: losses.length, totalSteps: losses.length, stepsPerEpoch: 10, secondsTrained: 1 },
        ...{ finalTestAccuracy: null, finalTestLoss: null, startedAt: 1, endedAt: 2 },
      }
    })
    const panel = { key: String(batchSize), title: `Batch size ${batchSize}`, runs: summaries }
    return drawPanel(panel, { seriesOf: (id) => series.get(id), metric: 'loss' }, { ...view, unit: 'epochs' })
  })
}

function lossSeries(runId: string, losses: readonly number[]): LiveSeries {
  const series = new LiveSeries(['loss'], 10_000, 10)
  const loss = Float32Array.from(losses)
  series.append({ runId, firstStep: 0, loss, accuracy: loss, gradientNorm: loss, seconds: loss })
  return series
}

export function lossLook(changes: Partial<RowLook> = {}): RowLook {
  return {
    ...{
      metric: CURVE_METRICS.loss,
      looks: LOOKS,
      unit: 'epochs',
      range: { min: changes.isLogarithmic ? 0.01 : 0, max: 3 },
    },
    ...{ isLogarithmic: false, zoom: { start: 0, end: 100 }, smoothing: 0, ...changes },
  }
}
