import { describe, expect, test } from 'vitest'
import type { Member } from '../../src/contract/trainer.ts'
import { readIdxDataset, type IdxFiles } from '../../src/datasets/idx-files.ts'
import type { DatasetInfo } from '../../src/domain/dataset.ts'
import { expandGrid, type PlannedRun } from '../../src/domain/grid.ts'
import { withOverrides, type Overrides } from '../../src/domain/overrides.ts'
import { findPreset } from '../../src/domain/presets.ts'
import { stepPlan } from '../../src/domain/recipe.ts'
import { problemsText } from '../../src/domain/spec-problem.ts'
import { mean } from '../../src/domain/statistics.ts'
import { epochLosses } from '../../src/host/record/run-facts.ts'
import { loadData } from '../../src/trainer/loaded-data.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { isWithoutMnist, mnistFiles, WITHOUT_MNIST } from '../mnist.ts'
import { trainHere, type TrainedRun } from './train-here.ts'

/** Of a test that trains whole epochs: seconds on a core of its own, far more on a busy machine. */
const timeout = 240_000

/** The real data set, and training on it: a run whose key has been trained already is not trained again. */
type Mnist = { info: DatasetInfo; train: (run: PlannedRun, start?: Member['start']) => Promise<TrainedRun> }

let loaded: Promise<Mnist> | undefined
const openMnist = (): Promise<Mnist> => (loaded ??= loadMnist(mnistFiles()))

async function loadMnist(files: IdxFiles): Promise<Mnist> {
  const { train, test: held } = await readIdxDataset(files, 10)
  const { height, width } = train
  const counts = { trainCount: train.count, testCount: held.count }
  const info = { name: 'mnist', digest: 'mnist', ...counts, height, width, classes: 10 }
  const backend = await startBackend('wasm')
  const data = loadData(backend, { info, train, test: held })
  const finished = new Map<string, TrainedRun>()
  return {
    info,
    async train(run, start) {
      const known = finished.get(run.key) ?? (await trainHere(run, data, backend, start))
      finished.set(run.key, known)
      return known
    },
  }
}

/** Mean training loss of each epoch and final test accuracy, over the seeds of one arm of a preset on MNIST. */
async function figuresOf(mnist: Mnist, preset: string, arm: string, overrides: Overrides) {
  const parsed = withOverrides(findPreset(preset)!.spec, { dataset: 'mnist', ...overrides })
  if (!parsed.ok) throw new Error(problemsText(parsed.problems))
  const planned = expandGrid(parsed.spec, mnist.info)
  const runs = planned.filter((run) => run.role === 'compared' && run.arm === arm)
  const ended: TrainedRun[] = []
  for (const run of runs) ended.push(await trainLine(mnist, planned, run))
  const losses = ended.map((one, i) => {
    const stepsPerEpoch = stepPlan(runs[i]!.recipe).batchSizes.length
    return epochLosses(Float32Array.from(one.losses), stepsPerEpoch)
  })
  return {
    seeds: runs.map(({ seed }) => seed),
    losses: losses[0]!.map((_, epoch) => mean(losses.map((epochs) => epochs[epoch]!))),
    accuracy: mean(ended.map(({ testAccuracies }) => testAccuracies.at(-1)!)),
  }
}

/** Trains a run after the runs that it goes on from. */
async function trainLine(mnist: Mnist, planned: readonly PlannedRun[], run: PlannedRun): Promise<TrainedRun> {
  const parent = planned.find(({ key }) => key === run.parent)
  if (!parent) return mnist.train(run)
  const { tensors } = (await trainLine(mnist, planned, parent)).checkpoint
  return mnist.train(run, { from: 'weights', tensors })
}

/** Fails with the figure itself where it is more than `percent` % away. */
function expectWithin(percent: number, figure: number, expected: number): void {
  expect(figure).toBeGreaterThan(expected * (1 - percent / 100))
  expect(figure).toBeLessThan(expected * (1 + percent / 100))
}

describe.skipIf(isWithoutMnist)(
  `three epochs of the assignment's network at batch size 64 and 5 seeds (${WITHOUT_MNIST})`,
  () => {
    // Measured with PyTorch 2.15 from fresh weights: the losses that the preset cites. The accuracies are means of 12 seeds,
    // as measure-mnist-figures.py prints them: without BN they differ much from seed to seed, from 0.952 to 0.966, and the
    // 0.965 that the preset cites is a high one.
    test.for([
      { arm: 'without BN', losses: [0.434, 0.176, 0.128], accuracy: 0.96 },
      { arm: 'with BN', losses: [0.246, 0.1, 0.0735], accuracy: 0.977 },
    ])(
      '$arm: the losses $losses and the test accuracy $accuracy of PyTorch 2.15',
      { timeout },
      async ({ arm, losses, accuracy }) => {
        const mnist = await openMnist()
        const ours = await figuresOf(mnist, 'assignment', arm, { batchSizes: [64], epochs: 3 })
        expect(ours.seeds).toEqual([1, 2, 3, 4, 5])
        expect(ours.losses).toHaveLength(losses.length)
        losses.forEach((loss, epoch) => {
          expectWithin(4, ours.losses[epoch]!, loss)
        })
        expect(Math.abs(ours.accuracy - accuracy)).toBeLessThan(0.005)
      },
    )
  },
)

describe.skipIf(isWithoutMnist)(`the first epoch in the notebook's own order (${WITHOUT_MNIST})`, () => {
  // Measured with PyTorch 2.15 on networks that were trained before, as the preset says; the notebook prints 0.0975
  // and 0.0896.
  test.for([
    { arm: 'without BN, continued', loss: 0.1, seeds: [1, 2, 3, 4, 5] },
    { arm: 'with BN, continued', loss: 0.09, seeds: [1, 2] },
  ])('$arm: a loss of $loss', { timeout }, async ({ arm, loss, seeds }) => {
    const mnist = await openMnist()
    const ours = await figuresOf(mnist, 'notebook-order', arm, { seeds, epochs: 1 })
    expect(ours.seeds).toEqual(seeds)
    expect(ours.losses).toHaveLength(1)
    expectWithin(10, ours.losses[0]!, loss)
  })
})
