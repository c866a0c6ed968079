import { buildLayers } from '../src/domain/architecture.ts'
import { epochOrder } from '../src/domain/batches.ts'
import type { PlannedRun } from '../src/domain/grid.ts'
import { initialState } from '../src/domain/initialization.ts'
import { stepPlan } from '../src/domain/recipe.ts'
import { replayDataset } from '../test/parity/replay-data.ts'
import { replays } from '../test/parity/replay-runs.ts'
import { lossesOf } from '../test/parity/train-here.ts'

/**
 * Why a seed of the replay “none, batch 16, sgd” was passed over: trains it in float64, written out here, and with
 * the backends `cpu` and `wasm`, and names every input of a ReLU that is 0 in float32's last digits:
 *   node scripts/passed-over-replay.ts [seed 7]
 */
const NEAR_ZERO = 1e-6
/** Losses further apart than this have parted: rounding alone leaves them at some 1e-7. */
const APART = 1e-5
const SGD = { rate: 0.01, momentum: 0.9 }

type Parameter = { values: Float64Array; velocity: Float64Array }
type Dense = { inputs: number; outputs: number; weight: Parameter; bias: Parameter }

const data = replayDataset()
const seed = Number(process.argv[2] ?? 7)
const run: PlannedRun = { ...replays.find(({ name }) => name === 'none, batch 16, sgd')!.run, seed }
const { losses, nearZero } = trainInFloat64(run)
console.log(
  `none, batch 16, sgd, seed ${seed}: largest difference of the losses from float64 in ${losses.length} steps`,
)
for (const backend of ['cpu', 'wasm'] as const) {
  const differences = (await lossesOf(run, data, backend)).map((loss, step) => Math.abs(loss - losses[step]!))
  const parted = differences.findIndex((difference) => difference > APART)
  console.log(
    `${backend}: ${Math.max(...differences).toExponential(1)}${parted < 0 ? '' : `, over ${APART} from step ${parted} on`}`,
  )
}
console.log(`inputs of a ReLU nearer to 0 than ${NEAR_ZERO}: ${nearZero.join('; ') || 'none'}`)
process.exit(0) // tfjs' backends keep the process alive

/** The assignment's network without normalization, forward, backward and SGD, with every number a double. */
function trainInFloat64({ recipe }: PlannedRun): { losses: number[]; nearZero: string[] } {
  const layers = denseLayers(recipe)
  const { batchSizes, totalSteps } = stepPlan(recipe)
  const [losses, nearZero]: [number[], string[]] = [[], []]
  for (let epoch = 0; losses.length < totalSteps; epoch++) {
    const order = epochOrder(seed, epoch, recipe.trainExamples)
    let first = 0
    for (const size of batchSizes) {
      if (losses.length === totalSteps) break
      const batch = order.subarray(first, (first += size))
      const outputs = [pixelsOf(batch)]
      for (const [index, layer] of layers.entries()) {
        const z = forward(layer, outputs.at(-1)!, size)
        if (index < layers.length - 1)
          relu(z, (value) =>
            nearZero.push(`${value.toExponential(2)} in step ${losses.length}, layer ${index}`),
          )
        outputs.push(z)
      }
      const { loss, gradient } = crossEntropy(outputs.pop()!, batch)
      losses.push(loss)
      layers.reduceRight((dy, layer, index) => backward(layer, outputs[index]!, dy, size), gradient)
    }
  }
  return { losses, nearZero }
}

function denseLayers(recipe: PlannedRun['recipe']): Dense[] {
  const { height, width, classes } = recipe.dataset
  const layers = buildLayers(recipe.network, recipe.normalization, height * width, classes)
  const state = initialState(layers, recipe.network.initialization, seed)
  const parameter = (key: string): Parameter => {
    const values = Float64Array.from(state.get(key)!)
    return { values, velocity: new Float64Array(values.length) }
  }
  return layers.flatMap((layer) => {
    if (layer.type !== 'dense') return []
    const [weight, bias] = [parameter(`${layer.index}.weight`), parameter(`${layer.index}.bias`)]
    return [{ inputs: weight.values.length / layer.outputs, outputs: layer.outputs, weight, bias }]
  })
}

function pixelsOf(batch: Int32Array): Float64Array {
  const { images, height, width } = data.train
  const pixels = height * width
  const { mean, std } = run.recipe.normalize
  return Float64Array.from({ length: batch.length * pixels }, (_, i) => {
    const pixel = images[batch[Math.floor(i / pixels)]! * pixels + (i % pixels)]!
    return (pixel / 255 - mean) / std
  })
}

function forward({ inputs, outputs, weight, bias }: Dense, x: Float64Array, size: number): Float64Array {
  const y = new Float64Array(size * outputs)
  for (let i = 0; i < size; i++) {
    y.set(bias.values, i * outputs)
    for (let k = 0; k < inputs; k++) {
      const value = x[i * inputs + k]!
      for (let j = 0; j < outputs; j++) y[i * outputs + j]! += value * weight.values[k * outputs + j]!
    }
  }
  return y
}

function relu(z: Float64Array, onNearZero: (value: number) => void): void {
  for (const [i, value] of z.entries()) {
    if (Math.abs(value) < NEAR_ZERO) onNearZero(value)
    z[i] = Math.max(0, value)
  }
}

/** The mean loss of a batch, and its gradient with respect to the logits. */
function crossEntropy(logits: Float64Array, batch: Int32Array): { loss: number; gradient: Float64Array } {
  const classes = logits.length / batch.length
  let loss = 0
  const gradient = logits.map(() => 0)
  for (const [i, image] of batch.entries()) {
    const row = logits.subarray(i * classes, (i + 1) * classes)
    const peak = Math.max(...row)
    const sum = row.reduce((total, logit) => total + Math.exp(logit - peak), 0)
    const label = data.train.labels[image]!
    loss += Math.log(sum) + peak - row[label]!
    for (const [c, logit] of row.entries())
      gradient[i * classes + c] = (Math.exp(logit - peak) / sum - (c === label ? 1 : 0)) / batch.length
  }
  return { loss: loss / batch.length, gradient }
}

/** Updates a layer by the gradient of its outputs; gives that of its inputs, through the ReLU that made them. */
function backward(layer: Dense, x: Float64Array, dy: Float64Array, size: number): Float64Array {
  const { inputs, outputs, weight, bias } = layer
  const [dw, db, dx] = [weight.values.map(() => 0), bias.values.map(() => 0), x.map(() => 0)]
  for (let i = 0; i < size; i++) {
    const row = dy.subarray(i * outputs, (i + 1) * outputs)
    for (let j = 0; j < outputs; j++) db[j]! += row[j]!
    for (let k = 0; k < inputs; k++) {
      const value = x[i * inputs + k]!
      let sum = 0
      for (let j = 0; j < outputs; j++) {
        dw[k * outputs + j]! += value * row[j]!
        sum += weight.values[k * outputs + j]! * row[j]!
      }
      dx[i * inputs + k] = value > 0 ? sum : 0
    }
  }
  descend(weight, dw)
  descend(bias, db)
  return dx
}

function descend({ values, velocity }: Parameter, gradient: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    velocity[i] = SGD.momentum * velocity[i]! + gradient[i]!
    values[i]! -= SGD.rate * velocity[i]!
  }
}
