import os from 'node:os'
import { buildLayers, parametersOf } from '../domain/architecture.ts'
import type { DatasetInfo } from '../domain/dataset.ts'
import type { PlannedRun } from '../domain/grid.ts'
import { stepPlan, type Recipe } from '../domain/recipe.ts'

/** What an experiment needs of memory at its largest moment, against what there is. Bytes. */
export type MemoryEstimate = {
  /** The largest trainer: its process, the images, and the arrays of the largest cohort. */
  perTrainer: number
  trainers: number
  total: number
  machine: number
}

const MEBIBYTE = 2 ** 20
const GIBIBYTE = 2 ** 30
/** A trainer before it has any data: Node, TensorFlow.js, compiled kernels. */
const PROCESS = 180 * MEBIBYTE
/** All that WebAssembly can address; a little is left for what is not counted here. */
const WASM_LIMIT = 3.75 * GIBIBYTE
const FLOAT = 4
/** Images that are evaluated at a time. */
const EVALUATED = 1000
/** Pre-activation, normalized values, output and their gradients. */
const ARRAYS_PER_ACTIVATION = 5

export function estimateMemory(
  runs: readonly PlannedRun[],
  dataset: DatasetInfo,
  trainers: number,
  membersOf: (run: PlannedRun) => number,
): MemoryEstimate {
  const largest = Math.max(0, ...runs.map((run) => membersOf(run) * bytesOfMember(run.recipe)))
  const perTrainer = PROCESS + 2 * bytesOfImages(dataset) + largest
  return { perTrainer, trainers, total: trainers * perTrainer, machine: os.totalmem() }
}

/** Why the experiment would not fit, with the numbers; empty when it would. */
export function memoryProblems({ perTrainer, trainers, total, machine }: MemoryEstimate): string[] {
  const each = inGibibytes(perTrainer)
  const advice = 'Use a smaller network or batch size, or fewer images (data.trainExamples).'
  const tooLargeForWasm =
    perTrainer > WASM_LIMIT
      ? [`A trainer would need about ${each}; at most 3.75 GiB can be addressed. ${advice}`]
      : []
  const tooLargeForMachine =
    total > machine
      ? [
          `${trainers} trainers of about ${each} would need ${inGibibytes(total)}; this machine has ` +
            `${inGibibytes(machine)}. Train fewer at once (--parallel), or: ${advice}`,
        ]
      : []
  return [...tooLargeForWasm, ...tooLargeForMachine]
}

export function inGibibytes(bytes: number): string {
  return `${(bytes / GIBIBYTE).toFixed(2)} GiB`
}

function bytesOfImages({ trainCount, testCount, height, width }: DatasetInfo): number {
  return (trainCount + testCount) * (height * width + 1)
}

/** Weights, gradients, the optimizer's arrays and a checkpoint's copy; and a batch on its way through the network. */
function bytesOfMember(recipe: Recipe): number {
  const { dataset, network, normalization, optimizer } = recipe
  const inputs = dataset.height * dataset.width
  const layers = buildLayers(network, normalization, inputs, dataset.classes)
  const parameters = parametersOf(layers).reduce(
    (sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  )
  const slots = optimizer.type === 'adam' ? 2 : 1
  const features = layers.reduce((sum, layer) => sum + (layer.type === 'dense' ? layer.outputs : 0), inputs)
  const rows = Math.max(EVALUATED, ...stepPlan(recipe).batchSizes)
  return FLOAT * (parameters * (2 + slots + 1 + slots) + rows * features * ARRAYS_PER_ACTIVATION)
}
