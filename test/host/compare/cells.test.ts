import { expect, test } from 'vitest'
import type { Store } from '../../../src/host/store/open-store.ts'
import { rowsOf } from '../store/stored-experiments.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { addEnded, ask } from './made-runs.ts'

/** Three seeds at batch size 48: seven steps an epoch, the last of them of 32 images. */
const design = { batchSizes: [48], budget: { unit: 'epochs' as const, amount: 2 } }

/** Evaluations after each of two epochs, whose accuracies grow with the seed. */
function addEvaluations(store: Store, runId: string, seed: number): void {
  store.series.appendMetrics([
    rowsOf(
      runId,
      0,
      Array.from({ length: 14 }, (_, step) => step + 1),
    ),
  ])
  for (const epoch of [1, 2]) {
    const test = { loss: 1, accuracy: 0.1 * seed + 0.2 * epoch }
    const train = { loss: 1, accuracy: test.accuracy + 0.05 }
    store.results.addEvaluation(runId, { step: 7 * epoch, epoch, test, train, validation: null })
  }
}

function made(store: Store) {
  const { id, runIds } = addEnded(store, design, ({ seed }) => 0.1 * seed + 0.4)
  runIds.forEach((runId, index) => addEvaluations(store, runId, 1 + (index % 3)))
  return { id, runIds }
}

test('steps, images and seconds to a target are of the first evaluation that reaches it', () => {
  const store = temporaryStore()
  const { id } = made(store)
  const { runs, cells } = ask(store, [id], {}, { target: 0.5 })
  const targets = runs.filter(({ arm }) => arm === 'none').map(({ target }) => target)
  expect(targets).toEqual([
    { steps: 14, examples: 640, seconds: 56 },
    { steps: 14, examples: 640, seconds: 56 },
    { steps: 7, examples: 320, seconds: 28 },
  ])
  const [cell] = cells
  expect(cell!.stepsToTarget).toMatchObject({ n: 3, mean: 35 / 3 })
  expect(cell!.examplesToTarget.mean).toBeCloseTo(1600 / 3, 10)
  const harder = ask(store, [id], {}, { target: 0.7 }).cells[0]!
  expect(harder.stepsToTarget).toMatchObject({ n: 1, mean: 14, interval: null })
  expect(ask(store, [id]).runs[0]!.target).toBeNull()
})

test('the gap is test less training accuracy at the last evaluation, of the runs that came to an end', () => {
  const store = temporaryStore()
  const { id } = made(store)
  const { runs, cells } = ask(store, [id])
  expect(runs[0]!.evaluation!.test).toBeCloseTo(0.5, 12)
  expect(runs[0]!.evaluation!.train).toBeCloseTo(0.55, 12)
  expect(cells[0]!.gap.n).toBe(3)
  expect(cells[0]!.gap.mean).toBeCloseTo(-0.05, 12)

  const underWay = addEnded(store, design, ({ seed }) => (seed === 1 ? 0.5 : 'open'))
  underWay.runIds.forEach((runId) => addEvaluations(store, runId, 1))
  expect(ask(store, [underWay.id]).cells[0]!.gap.n).toBe(1)
})

test('evaluation modes are compared with running statistics, where there are any', () => {
  const store = temporaryStore()
  const { id, runIds } = made(store)
  const scores = (accuracy: number) => ({ loss: 1, accuracy })
  for (const [index, runId] of runIds.slice(3).entries()) {
    store.results.saveResult(runId, {
      ...{ running: scores(0.6), precise: scores(0.65), batch: scores(0.7 + index / 100) },
      confusion: new Int32Array(16),
    })
  }
  const { cells } = ask(store, [id])
  expect(cells.map(({ arm, modeGap }) => [arm, modeGap === null])).toEqual([
    ['none', true],
    ['batch', false],
  ])
  expect(cells[1]!.modeGap!.batch.mean).toBeCloseTo(0.11, 12)
  expect(cells[1]!.modeGap!.precise).toMatchObject({ n: 3 })
  expect(cells[1]!.modeGap!.precise.mean).toBeCloseTo(0.05, 12)
})

test('a diverged run counts in its cell’s share, with its accuracy and without a loss', () => {
  const store = temporaryStore()
  const { id } = addEnded(store, design, ({ arm, seed }) =>
    arm === 'none' && seed === 1
      ? { status: 'diverged', outcome: 'diverged', finalTestAccuracy: 0.1, finalTestLoss: 900 }
      : 0.8,
  )
  const [none, batch] = ask(store, [id]).cells
  expect(none!.diverged).toBeCloseTo(1 / 3, 12)
  expect([none!.accuracy.n, none!.loss.n, batch!.diverged]).toEqual([3, 2, 0])
})
