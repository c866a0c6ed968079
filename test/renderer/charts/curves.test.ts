import { expect, test } from 'vitest'
import type { RunStatus } from '../../../src/contract/call-parts.ts'
import type { Evaluation, RunSummary } from '../../../src/contract/host-answers.ts'
import { curvePanels, meanWords, runsOfMean } from '../../../src/renderer/src/charts/curve-panels.ts'
import { PanelDrawer } from '../../../src/renderer/src/charts/curve-rows.ts'
import { CURVE_METRICS } from '../../../src/renderer/src/charts/curve-metrics.ts'
import { rowRange } from '../../../src/renderer/src/charts/curve-words.ts'
import { epochTable } from '../../../src/renderer/src/charts/curve-table.ts'
import { niceRange } from '../../../src/renderer/src/charts/nice-range.ts'
import { LiveSeries } from '../../../src/renderer/src/stores/live-series.ts'

let made = 0
function run(changes: Partial<RunSummary> = {}): RunSummary {
  made++
  return {
    ...{ id: `r${made}`, experimentId: 'e', key: 'k', role: 'compared', arm: 'with BN', batchSize: 64 },
    ...{ learningRate: 0.1, seed: made, status: 'done', outcome: 'done', reason: null, attempt: 1 },
    ...{ stepsDone: 4, totalSteps: 4, stepsPerEpoch: 2, secondsTrained: 1, finalTestAccuracy: null },
    ...{ finalTestLoss: null, startedAt: 1, endedAt: 2 },
    ...changes,
  }
}

function dataOf(losses: Record<string, readonly number[]>) {
  const all = new Map(
    Object.entries(losses).map(([id, own]) => {
      const series = new LiveSeries(['loss', 'seconds'], 100, 2)
      const loss = Float32Array.from(own)
      series.append({ runId: id, firstStep: 0, loss, accuracy: loss, gradientNorm: loss, seconds: loss })
      return [id, series]
    }),
  )
  return { version: 1, seriesOf: (id: string) => all.get(id), evaluationsOf: () => [] }
}

const view = { unit: 'epochs', zoom: { start: 0, end: 100 }, columns: 4, smoothing: 0 } as const

test('a panel for each batch size, in their order; the learning rate is named where there are several', () => {
  const one = [run({ batchSize: 128 }), run({ batchSize: 16 }), run({ role: 'preparation', batchSize: 1 })]
  expect(curvePanels(one).map(({ title }) => title)).toEqual(['Batch size 16', 'Batch size 128'])
  const several = [...one, run({ batchSize: 16, learningRate: 0.01 })]
  expect(curvePanels(several).map(({ title }) => title)).toEqual([
    'Batch size 16, learning rate 0.1',
    'Batch size 16, learning rate 0.01',
    'Batch size 128, learning rate 0.1',
  ])
})

test('the mean is over finished runs; before there is one, over those that train, or were stopped; a run alone is its own', () => {
  const withStatus = (...statuses: RunStatus[]) => statuses.map((status) => run({ status }))
  const statusesOf = (...statuses: RunStatus[]) =>
    runsOfMean(withStatus(...statuses)).map(({ status }) => status)
  expect(statusesOf('done', 'running', 'diverged', 'done')).toEqual(['done', 'done'])
  expect(statusesOf('running', 'queued', 'running')).toEqual(['running', 'running'])
  expect(statusesOf('diverged', 'failed')).toEqual([])
  expect(statusesOf('stopped', 'diverged', 'interrupted')).toEqual(['stopped', 'interrupted'])
  expect(runsOfMean([run({ status: 'queued', stepsDone: 0 }), run({ status: 'stopped' })])).toHaveLength(1)
  expect(statusesOf('diverged')).toEqual(['diverged'])
})

test('after a stop the mean reaches as far as all its runs have come, and is said to be unfinished', () => {
  const [long, short] = [run({ status: 'stopped' }), run({ status: 'stopped', stepsDone: 2 })]
  const panels = curvePanels([long, short])
  const data = dataOf({ [long.id]: [4, 2, 1, 1], [short.id]: [2, 0] })
  const [drawn] = new PanelDrawer().draw(CURVE_METRICS.loss, panels, data, view)
  expect(drawn!.means).toMatchObject([{ runs: 2, points: Float64Array.of(0.25, 3, 0.75, 1) }])
  expect(meanWords(panels)).toMatch(/as far as all have come where none has finished\.$/)
  expect(meanWords(curvePanels([run(), run({ status: 'stopped' })]))).toBe('Thick: mean over the seeds.')
})

test('a mean of those that finished says so, and how many runs diverged', () => {
  const diverged = () => run({ status: 'diverged', outcome: 'diverged' })
  const words = (...runs: RunSummary[]) => meanWords(curvePanels(runs))
  expect(words(run(), run(), diverged())).toBe(
    'Thick: mean over the 2 seeds that finished; 1 run diverged and is drawn thin only.',
  )
  const other = { batchSize: 16 }
  expect(words(run(), run(), diverged(), run(other), { ...diverged(), ...other })).toBe(
    'Thick: mean over the 1 to 2 seeds that finished; 2 runs diverged and are drawn thin only.',
  )
  // A run alone is a line of its own.
  expect(words(diverged(), run(other), run(other))).toBe('Thick: mean over the seeds.')
})

test('a run that diverged is drawn to its end and marked at its last number', () => {
  const diverged = run({ status: 'diverged', outcome: 'diverged' })
  const panel = { key: 'p', title: 'p', runs: [diverged, run()] }
  const data = dataOf({ [diverged.id]: [2, 50, NaN, NaN] })
  const [drawn] = new PanelDrawer().draw(CURVE_METRICS.loss, [panel], data, view)
  expect(drawn!.runs).toHaveLength(1)
  expect(drawn!.runs[0]!.divergedAt).toEqual([0.5, 50])
  expect(drawn!.range.max).toBe(50)
  expect(drawn!.means).toEqual([])
})

test('panels whose runs did not change are not drawn again', () => {
  const [one, other] = [run({ batchSize: 16 }), run({ batchSize: 32 })]
  const data = dataOf({ [one.id]: [1, 2], [other.id]: [3, 4] })
  const drawer = new PanelDrawer()
  const panels = curvePanels([one, other])
  const before = drawer.draw(CURVE_METRICS.loss, panels, data, view)
  const more = Float32Array.of(5)
  data.seriesOf(one.id)!.append({
    ...{ runId: one.id, firstStep: 2, loss: more, accuracy: more, gradientNorm: more, seconds: more },
  })
  const after = drawer.draw(CURVE_METRICS.loss, panels, data, view)
  expect(after.map((drawn, index) => drawn === before[index])).toEqual([false, true])
})

test('the table has the mean of each epoch over the seeds, and nothing where a run has not come so far', () => {
  const [one, other] = [run(), run()]
  const data = dataOf({ [one.id]: [4, 2, 1, 1], [other.id]: [2, 0, 5] })
  const { epochs, rows } = epochTable(CURVE_METRICS.loss, curvePanels([one, other]), data)
  expect(epochs).toEqual([1, 2])
  expect(rows).toEqual([{ panel: 'Batch size 64', arm: 'with BN', runs: 2, values: [2, null] }])
})

test('axes have round ends that hold every value, and logarithmic ones not too many decades', () => {
  expect(niceRange({ min: 0.02, max: 2.31 }, false)).toEqual({ min: 0, max: 2.5 })
  expect(niceRange({ min: 0.02, max: 2.31 }, true)).toEqual({ min: 0.02, max: 2.5 })
  expect(niceRange({ min: 1e-12, max: 1 }, true)).toEqual({ min: 1e-4, max: 1 })
  expect(niceRange({ min: Infinity, max: -Infinity }, true)).toEqual({ min: 0.1, max: 1 })
})

test('the axis of a share begins below its least value, also where it has room for every run', () => {
  const settings = { unit: 'epochs', isLogarithmic: false, smoothing: 0, fit: 'runs' } as const
  const range = (...accuracies: number[]) => {
    const one = run()
    const evaluations = accuracies.map((accuracy, index) => ({
      step: index + 1,
      test: { accuracy, loss: 1 },
    }))
    const data = { ...dataOf({}), evaluationsOf: () => evaluations as unknown as Evaluation[] }
    return rowRange(
      CURVE_METRICS.testAccuracy,
      new PanelDrawer().draw(CURVE_METRICS.testAccuracy, curvePanels([one]), data, view),
      settings,
      10,
    )
  }
  expect(range(0.87, 0.95)).toEqual({ min: 0.8, max: 1 })
  expect(range(0.05, 0.95)).toEqual({ min: 0, max: 1 })
  expect(range()).toEqual({ min: 0, max: 1 })
})
