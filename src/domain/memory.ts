import { buildLayers, parametersOf, type Layer } from './architecture.ts'
import { batchSizesOfEpoch } from './batches.ts'
import { numberText } from './number-text.ts'
import { stepPlan, type Recipe } from './recipe.ts'
import type { OptimizerSpec } from './spec.ts'

/** How many images are evaluated at a time where the statistics do not depend on it. */
export const EVALUATION_CHUNK = 1000

/** What a trainer on wasm may use of its 4 GiB of memory: the rest is for scratch space and fragmentation. */
export const WASM_MEMORY_LIMIT = 3.5 * 2 ** 30

const MEBIBYTE = 2 ** 20
const FLOAT = 4

/** Bytes by what they are for. */
export type MemoryParts = {
  dataset: number
  order: number
  parameters: number
  training: number
  evaluation: number
}

/**
 * The tensors that a cohort of `cohortSize` runs needs at once on the wasm backend, where a recorded step keeps its
 * own: an estimate from above, in bytes.
 */
export function memoryNeeded(recipe: Recipe, cohortSize: number): { bytes: number; parts: MemoryParts } {
  const { network, normalization, dataset } = recipe
  const pixels = dataset.height * dataset.width
  const layers = buildLayers(network, normalization, pixels, dataset.classes)
  const images = recipe.trainExamples + recipe.validationExamples + recipe.testExamples
  const parts = {
    // A byte a pixel, and a label of 32 bits.
    dataset: images * (pixels + 4),
    order: cohortSize * recipe.trainExamples * Int32Array.BYTES_PER_ELEMENT,
    parameters: cohortSize * FLOAT * parameterFloats(layers, recipe.optimizer),
    training: cohortSize * FLOAT * imagesInTraining(recipe) * trainingFloats(layers, pixels),
    evaluation: cohortSize * FLOAT * imagesInEvaluation(recipe) * evaluationFloats(layers, pixels),
  }
  return { bytes: Object.values(parts).reduce((sum, part) => sum + part, 0), parts }
}

/** Null where the cohort fits into the limit, and otherwise a sentence with the numbers in MiB. */
export function checkFits(recipe: Recipe, cohortSize: number, limitBytes = WASM_MEMORY_LIMIT): string | null {
  const { bytes, parts } = memoryNeeded(recipe, cohortSize)
  if (bytes <= limitBytes) return null
  const { dataset, order, parameters, training, evaluation } = parts
  return (
    `Training ${cohortSize === 1 ? 'a run' : `${cohortSize} runs together`} at batch size ${recipe.batchSize} needs ` +
    `about ${mebibytes(bytes)} of memory, more than the ${mebibytes(limitBytes)} that a trainer has: ` +
    `images ${mebibytes(dataset)}, their order ${mebibytes(order)}, parameters ${mebibytes(parameters)}, ` +
    `a training step ${mebibytes(training)}, evaluation ${mebibytes(evaluation)}. ` +
    'Use a smaller network, a smaller batch size or fewer images.'
  )
}

/** Each parameter's value, gradient and the optimizer's averages; of what is not learned only the value. */
function parameterFloats(layers: readonly Layer[], optimizer: OptimizerSpec): number {
  return parametersOf(layers).reduce((sum, { shape, learned }) => {
    const copies = learned ? 2 + averagesOf(optimizer) : 1
    return sum + copies * shape.reduce((product, size) => product * size, 1)
  }, 0)
}

function averagesOf(optimizer: OptimizerSpec): number {
  if (optimizer.type === 'adam') return 2
  return optimizer.momentum > 0 ? 1 : 0
}

/** A recorded step is kept for each size of batch that occurs. */
function imagesInTraining(recipe: Recipe): number {
  return sumOfDistinct(stepPlan(recipe).batchSizes)
}

/** Programs that evaluate the halves of the data set, and with batch normalization the further modes. */
function imagesInEvaluation(recipe: Recipe): number {
  const chunks = (count: number) =>
    sumOfDistinct(batchSizesOfEpoch(count, Math.max(1, Math.min(count, EVALUATION_CHUNK)), 'auto'))
  const test = chunks(recipe.testExamples)
  const once = test + chunks(recipe.evaluatedTrainExamples) + chunks(recipe.validationExamples)
  // Beside the running mode: the test set in precise mode; in batch mode, and for the re-estimated statistics, up to
  // three programs of the run's own batch size, which keep the normalized values too.
  return recipe.normalization.type === 'none' ? once : once + test + 3 * 2 * recipe.batchSize
}

/** Per image of a training step: the input, then each layer's output, its gradient, and what its backward keeps. */
function trainingFloats(layers: readonly Layer[], inputs: number): number {
  return layers.reduce((sum, layer) => {
    const kept = layer.type === 'batch-normalization' ? 3 : 2
    return sum + kept * outputsOf(layer)
  }, inputs)
}

function evaluationFloats(layers: readonly Layer[], inputs: number): number {
  return layers.reduce((sum, layer) => sum + outputsOf(layer), inputs)
}

function outputsOf(layer: Layer): number {
  return layer.type === 'dense' ? layer.outputs : layer.features
}

function sumOfDistinct(sizes: readonly number[]): number {
  return [...new Set(sizes)].reduce((sum, size) => sum + size, 0)
}

function mebibytes(bytes: number): string {
  return `${numberText(Math.ceil(bytes / MEBIBYTE))} MiB`
}
