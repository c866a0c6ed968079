import { expect, test } from 'vitest'
import { temporaryStore } from '../store/temporary-store.ts'
import { expectNear } from './expect-near.ts'
import { addEnded, askCurves } from './made-runs.ts'

/** One arm at one batch size over three epochs of twenty steps. */
const DESIGN = {
  arms: [{ name: 'none', normalization: { type: 'none' as const } }],
  batchSizes: [16],
  budget: { unit: 'epochs' as const, amount: 3 },
}

test('evaluations lie after the steps before them; one known only as the result is the last', () => {
  const store = temporaryStore()
  const { id, runIds } = addEnded(store, { ...DESIGN, seeds: [1] }, () => 0.9)
  store.series.appendMetrics([rows(runIds[0]!, 60)])
  for (const epoch of [1, 2]) {
    const scores = { loss: 1 / epoch, accuracy: epoch / 10 }
    store.results.addEvaluation(runIds[0]!, {
      step: 20 * epoch,
      epoch,
      test: scores,
      train: null,
      validation: null,
    })
  }
  const ask = (metric: 'testAccuracy' | 'trainLoss', unit: 'epochs' | 'examples' | 'seconds') =>
    askCurves(store, [id], { metric, unit }).curves[0]!
  expect([...ask('testAccuracy', 'epochs').x]).toEqual([1, 2, 3])
  expect([...ask('testAccuracy', 'epochs').mean]).toEqual([0.1, 0.2, 0.9])
  expect([...ask('testAccuracy', 'examples').x]).toEqual([320, 640, 960])
  expect([...ask('testAccuracy', 'seconds').x]).toEqual([20, 40, 60])
  expect([...ask('trainLoss', 'epochs').x]).toEqual([])
})

test('however fast the seeds were, their evaluations are averaged one by one on the axis of seconds', () => {
  const store = temporaryStore()
  const seeds = [1, 2, 3]
  const { id, runIds } = addEnded(store, { ...DESIGN, seeds }, ({ seed }) => 0.5 + seed / 100)
  runIds.forEach((runId, index) => {
    const own = rows(runId, 60)
    store.series.appendMetrics([{ ...own, seconds: own.seconds.map((second) => second * (1 + index / 64)) }])
    const scores = { loss: 1, accuracy: index / 10 }
    store.results.addEvaluation(runId, { step: 20, epoch: 1, test: scores, train: null, validation: null })
  })
  const question = { metric: 'testAccuracy', unit: 'seconds', seeds: true } as const
  const [curve] = askCurves(store, [id], question).curves
  expect([...curve!.n]).toEqual([3, 3])
  expectNear(curve!.x[0]!, 20 * (1 + 1 / 64))
  expectNear(curve!.x[1]!, 60 * (1 + 1 / 64))
  expectNear(curve!.mean[0]!, 0.1)
  expect(curve!.low[0]).toBeLessThan(curve!.high[0]!)
  const [, , last] = curve!.seeds
  expectNear(last!.x[0]!, 20 * (1 + 2 / 64))

  // One that was stopped early no longer counts after that, and the others' places don't fall behind it.
  store.series.truncateSeries(runIds[2]!, 30)
  const [cut] = askCurves(store, [id], question).curves
  expect([...cut!.x]).toEqual([...cut!.x].toSorted((one, other) => one - other))
})

function rows(runId: string, steps: number) {
  const values = Float32Array.from({ length: steps }, (_, step) => step + 1)
  return { runId, firstStep: 0, loss: values, accuracy: values, gradientNorm: values, seconds: values }
}
