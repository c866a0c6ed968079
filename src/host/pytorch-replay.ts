import { WorkbenchError } from '../contract/errors.ts'
import type { Dataset, ImageSet } from '../datasets/dataset.ts'
import { buildLayers, parametersOf, type Layer } from '../domain/architecture.ts'
import { epochOrder } from '../domain/batches.ts'
import type { PlannedRun } from '../domain/grid.ts'
import { initialState } from '../domain/initialization.ts'
import { stepPlan } from '../domain/recipe.ts'
import { scheduleFactor } from '../domain/schedule.ts'
import type { NpyValues } from './npy.ts'

/** A file of the exported folder: text, or an array for a `.npy` file. */
export type ReplayFile =
  { name: string; text: string } | { name: string; values: NpyValues; shape: readonly number[] }

export type ReplayedRun = {
  run: PlannedRun
  /** The prepared data set that the run's recipe names. */
  dataset: Dataset
  /** The loss of each step so far, from the first; may be empty for a run that has not begun. */
  recorded: { loss: Float32Array | readonly number[] }
  /** The final weights and running statistics of the run that this one continues, where it continues one. */
  startTensors?: Readonly<Record<string, Float32Array>>
}

/** All that the replay script reads, from the same functions of the domain that the trainer uses. */
export function replayFiles({ run, dataset, recorded, startTensors }: ReplayedRun): ReplayFile[] {
  requireSameData(run, dataset)
  const { recipe } = run
  const layers = buildLayers(
    recipe.network,
    recipe.normalization,
    recipe.dataset.height * recipe.dataset.width,
    recipe.dataset.classes,
  )
  return [
    config(run, layers),
    ...weights(run, layers, startTensors),
    ...steps(run),
    losses(recorded.loss, stepPlan(recipe).totalSteps),
    ...images('train', dataset.train, recipe.trainExamples),
    ...images('test', dataset.test, recipe.testExamples),
  ]
}

function requireSameData({ recipe }: PlannedRun, { info }: Dataset): void {
  if (recipe.dataset.digest === info.digest) return
  throw new WorkbenchError(
    'conflict',
    `The run was planned on data set "${recipe.dataset.name}" with digest ${recipe.dataset.digest}, ` +
      `but "${info.name}" has ${info.digest}.`,
  )
}

function config(run: PlannedRun, layers: readonly Layer[]): ReplayFile {
  const { recipe, arm, batchSize, scaledLearningRate: learningRate, seed } = run
  const { dataset, normalize, optimizer } = recipe
  const content = {
    run: { key: run.key, arm, batchSize, learningRate, seed },
    dataset,
    normalize,
    optimizer,
    layers,
  }
  return { name: 'config.json', text: `${JSON.stringify(content, null, 2)}\n` }
}

function weights(
  run: PlannedRun,
  layers: readonly Layer[],
  startTensors: ReplayedRun['startTensors'],
): ReplayFile[] {
  if (run.parent !== null && startTensors === undefined) {
    throw new WorkbenchError(
      'bad-input',
      `Run ${run.key} starts from the weights of run ${run.parent}: these are needed to export it.`,
    )
  }
  const fresh = initialState(layers, run.recipe.network.initialization, run.seed)
  return parametersOf(layers).map(({ key, shape }) => {
    // As the trainer does: a layer that the other run lacked begins fresh.
    const values = (run.parent === null ? undefined : startTensors?.[key]) ?? fresh.get(key)!
    const elements = shape.reduce((product, size) => product * size, 1)
    if (values.length !== elements) {
      throw new WorkbenchError(
        'bad-input',
        `The start weights "${key}" have ${values.length} values; the run's network needs ${elements}.`,
      )
    }
    return { name: `weights/${key}.npy`, values, shape }
  })
}

/** Data order [epochs, images], batch sizes of an epoch and the learning rate of each step. */
function steps({ recipe, seed, scaledLearningRate }: PlannedRun): ReplayFile[] {
  const { batchSizes, totalSteps } = stepPlan(recipe)
  const epochs = Math.ceil(totalSteps / batchSizes.length)
  const order = new Int32Array(epochs * recipe.trainExamples)
  for (let epoch = 0; epoch < epochs; epoch++) {
    order.set(
      epochOrder(seed, recipe.epochsBefore + epoch, recipe.trainExamples),
      epoch * recipe.trainExamples,
    )
  }
  const learningRates = Float64Array.from(
    { length: totalSteps },
    (_, step) => scaledLearningRate * scheduleFactor(recipe.schedule, step, totalSteps, batchSizes.length),
  )
  return [
    { name: 'order.npy', values: order, shape: [epochs, recipe.trainExamples] },
    { name: 'batch-sizes.npy', values: Int32Array.from(batchSizes), shape: [batchSizes.length] },
    { name: 'learning-rates.npy', values: learningRates, shape: [totalSteps] },
  ]
}

function losses(loss: Float32Array | readonly number[], totalSteps: number): ReplayFile {
  if (loss.length > totalSteps) {
    throw new WorkbenchError('bad-input', `${loss.length} losses are given for a run of ${totalSteps} steps.`)
  }
  return { name: 'losses.npy', values: Float32Array.from(loss), shape: [loss.length] }
}

/** The first `count` images with their labels. */
function images(split: 'train' | 'test', set: ImageSet, count: number): ReplayFile[] {
  const { height, width } = set
  return [
    {
      name: `data/${split}-images.npy`,
      values: set.images.subarray(0, count * height * width),
      shape: [count, height, width],
    },
    { name: `data/${split}-labels.npy`, values: set.labels.subarray(0, count), shape: [count] },
  ]
}
