import { buildLayers, parametersOf, type Layer } from './architecture.ts'
import { batchSizesOfEpoch } from './batches.ts'
import type { DatasetInfo } from './dataset.ts'
import { numberText } from './number-text.ts'
import { stepPlan, type Recipe } from './recipe.ts'
import type { OptimizerSpec } from './spec.ts'

/** How many images are evaluated at a time where the statistics do not depend on it. */
export const EVALUATION_CHUNK = 1000

/** What a trainer on WebAssembly may use of its 4 GiB of memory: the rest is for fragmentation. */
export const WASM_MEMORY_LIMIT = 3.5 * 2 ** 30

const MEBIBYTE = 2 ** 20
const FLOAT = 4

/** Most floats of scratch space that a kernel takes for a product of matrices, whatever their size. */
const PRODUCT_SCRATCH = 4208

/** A step's loss, share correct and gradient norm, and its rates: 3 floats each. */
const METRICS_AND_RATES = 6

/**
 * Most copies of a checkpoint that a trainer has at once outside the tensors, measured: 3 in a run from fresh weights,
 * 5 where it also stores checkpoints by the clock, as every run does, and 7.8 where it was resumed from one besides,
 * which is received, checked, stacked, and kept as long as its job.
 */
const CHECKPOINT_COPIES = 8

/** Bytes by what they are for. */
export type MemoryParts = {
  dataset: number
  parameters: number
  training: number
  evaluation: number
}

/**
 * The tensors that a cohort of `cohortSize` runs needs at once on the wasm backend, where a recorded step keeps its
 * own: an estimate from above, in bytes.
 */
export function memoryNeeded(
  recipe: Recipe,
  dataset: DatasetInfo,
  cohortSize: number,
): { bytes: number; parts: MemoryParts } {
  const layers = layersOf(recipe)
  const pixels = dataset.height * dataset.width
  const ofMembers = (floats: number) => cohortSize * FLOAT * floats
  const parts = {
    // Loaded whole, however few of the images a run uses: a byte a pixel, and one for the label.
    dataset: (dataset.trainCount + dataset.testCount) * (pixels + 1),
    parameters: ofMembers(checkpointFloats(recipe, layers) + statisticsFloats(layers)),
    training: ofMembers(trainingFloats(recipe, layers, pixels)),
    evaluation: ofMembers(evaluationFloats(recipe, layers, pixels)),
  }
  return { bytes: Object.values(parts).reduce((sum, part) => sum + part, 0), parts }
}

/** How many runs of a recipe have their tensors in so many bytes, the data set not counted, which they share. */
export function membersThatFit(recipe: Recipe, bytes: number): number {
  return Math.floor(bytes / memberBytes(recipe))
}

/**
 * What a trainer holds of a cohort beside its tensors, from above, in bytes: checkpoints on their way in and out, and
 * the order of the images for this epoch, for the next one while that is made, and for the statistics that are
 * estimated again.
 */
export function memoryBesideTensors(recipe: Recipe, cohortSize: number): number {
  const checkpoint = FLOAT * checkpointFloats(recipe, layersOf(recipe))
  const order = Int32Array.BYTES_PER_ELEMENT * recipe.trainExamples
  return cohortSize * (CHECKPOINT_COPIES * checkpoint + 3 * order)
}

/** Null where the cohort fits into the limit, and otherwise a sentence with the numbers in MiB. */
export function checkFits(
  recipe: Recipe,
  dataset: DatasetInfo,
  cohortSize: number,
  limitBytes = WASM_MEMORY_LIMIT,
): string | null {
  const { bytes, parts } = memoryNeeded(recipe, dataset, cohortSize)
  if (bytes <= limitBytes) return null
  return (
    `Training ${cohortSize === 1 ? 'a run' : `${cohortSize} runs together`} at batch size ${recipe.batchSize} needs ` +
    `about ${mebibytes(bytes)} of memory, more than the ${mebibytes(limitBytes)} that a trainer has: ` +
    `images ${mebibytes(parts.dataset)}, parameters ${mebibytes(parts.parameters)}, ` +
    `a training step ${mebibytes(parts.training)}, evaluation ${mebibytes(parts.evaluation)}. ` +
    'Use a smaller network, a smaller batch size or a smaller data set.'
  )
}

function memberBytes(recipe: Recipe): number {
  const layers = layersOf(recipe)
  const pixels = recipe.dataset.height * recipe.dataset.width
  const parameters = checkpointFloats(recipe, layers) + statisticsFloats(layers)
  return (
    FLOAT * (parameters + trainingFloats(recipe, layers, pixels) + evaluationFloats(recipe, layers, pixels))
  )
}

function layersOf({ network, normalization, dataset }: Recipe): Layer[] {
  return buildLayers(network, normalization, dataset.height * dataset.width, dataset.classes)
}

/** Every array of the network, and beside what is learned the optimizer's. */
function checkpointFloats({ optimizer }: Recipe, layers: readonly Layer[]): number {
  const all = sumOf(parametersOf(layers), ({ shape }) => sizeOf(shape))
  return all + averagesOf(optimizer) * learnedFloats(layers)
}

function learnedFloats(layers: readonly Layer[]): number {
  return sumOf(parametersOf(layers), ({ shape, learned }) => (learned ? sizeOf(shape) : 0))
}

/** SGD has its velocity also where the momentum is 0, so that a checkpoint has one form. */
function averagesOf(optimizer: OptimizerSpec): number {
  return optimizer.type === 'adam' ? 2 : 1
}

/** What batch normalization has on the device beside a checkpoint: statistics estimated again, γ and β not learned. */
function statisticsFloats(layers: readonly Layer[]): number {
  return 4 * normalizedFeatures(layers)
}

/** A recorded step is kept for each size of batch that occurs, with all that it computes. */
function trainingFloats(recipe: Recipe, layers: readonly Layer[], pixels: number): number {
  const sizes = distinct(stepPlan(recipe).batchSizes)
  const image = inputFloats(pixels) + sumOf(layers, keptInTraining)
  // Each parameter's gradient and the squares summed with it; of batch normalization the deviation, and the
  // gradients of γ and β also where they are not learned.
  const step =
    learnedFloats(layers) + parametersOf(layers).length + 3 * normalizedFeatures(layers) + METRICS_AND_RATES
  return scratchFloats(layers) + sumOf(sizes, (size) => size * image + step)
}

/** A layer's output and its gradient, and of batch normalization the normalized values. */
function keptInTraining(layer: Layer): number {
  return (layer.type === 'batch-normalization' ? 3 : 2) * outputsOf(layer)
}

/** Programs that evaluate the halves of the data set, and with batch normalization the further modes. */
function evaluationFloats(recipe: Recipe, layers: readonly Layer[], pixels: number): number {
  const chunks = (count: number) =>
    batchSizesOfEpoch(count, Math.max(1, Math.min(count, EVALUATION_CHUNK)), 'auto')
  const test = distinct(chunks(recipe.testExamples))
  const train = distinct([...chunks(recipe.evaluatedTrainExamples), ...chunks(recipe.validationExamples)])
  const image = inputFloats(pixels) + sumOf(layers, outputsOf) + 2 // its loss and its class
  const once = sumOf([...test, ...train], (size) => size * image)
  const features = normalizedFeatures(layers)
  if (features === 0) return once
  // The test set with statistics estimated again, then programs in training mode: those that estimate them, and those
  // that evaluate with the statistics of each batch.
  const inBatches = [recipe.batchSize, ...distinct(testBatches(recipe))]
  return (
    once +
    sumOf(test, (size) => size * image) +
    sumOf(inBatches, (size) => size * (image + features) + features)
  )
}

function testBatches({ testExamples, batchSize }: Recipe): number[] {
  return batchSizesOfEpoch(testExamples, Math.min(testExamples, batchSize), 'auto')
}

/** What is gathered for an image: its place in the data set, its pixels and its label. */
function inputFloats(pixels: number): number {
  return 1 + pixels + 1
}

/** One space for all kernels, replaced by a larger one where a layer needs two rows that are wider. */
function scratchFloats(layers: readonly Layer[]): number {
  return PRODUCT_SCRATCH + sumOf(layers, (layer) => 2 * outputsOf(layer))
}

function normalizedFeatures(layers: readonly Layer[]): number {
  return sumOf(layers, (layer) => (layer.type === 'batch-normalization' ? layer.features : 0))
}

function outputsOf(layer: Layer): number {
  return layer.type === 'dense' ? layer.outputs : layer.features
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1)
}

function distinct(sizes: readonly number[]): number[] {
  return [...new Set(sizes)]
}

function sumOf<T>(all: readonly T[], amount: (one: T) => number): number {
  return all.reduce((sum, one) => sum + amount(one), 0)
}

function mebibytes(bytes: number): string {
  return `${numberText(Math.ceil(bytes / MEBIBYTE))} MiB`
}
