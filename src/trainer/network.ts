import type { Layer } from '../domain/architecture.ts'
import { activation, activationBackward, keptByActivation } from './ops/activation.ts'
import {
  batchNormalization,
  batchNormalizationBackward,
  batchNormalizationEvaluation,
} from './ops/batch-normalization.ts'
import { dense, denseBackward } from './ops/dense.ts'
import type { Run } from './op.ts'
import type { Tensor, Variable } from './tf.ts'

/** A network's arrays by key, `<layer>.<name>`, each with a leading replica axis. */
export type Arrays = (key: string) => Variable

/** Called with each gradient as soon as it is known, from the last layer to the first. */
export type OnGradient = (key: string, gradient: Tensor) => void

/** For a forward in training mode that is not followed by its backward. */
export const ignoreGradient: OnGradient = () => undefined

/** The gradient of a layer's input from that of its output; the input's is only computed where it is wanted. */
type Backward = (dy: Tensor, wantsInput: boolean) => Tensor
type Forward = { y: Tensor; backward: Backward }

/**
 * Training mode: x [R, B, features] → logits [R, B, classes], and the explicit backward that goes with it. The
 * backward tells `onGradient` every parameter's gradient; a parameter may be updated there at once, as nothing
 * reads it afterwards.
 */
export function forwardTraining(
  run: Run,
  layers: readonly Layer[],
  arrays: Arrays,
  x: Tensor,
  onGradient: OnGradient,
): { logits: Tensor; backward: (dlogits: Tensor) => void } {
  const backwards: Backward[] = []
  const logits = layers.reduce((h, layer) => {
    const { y, backward } = forwardLayer(run, layer, arrays, h, onGradient)
    backwards.unshift(backward)
    return y
  }, x)
  return {
    logits,
    backward(dlogits) {
      backwards.reduce((dy, backward, i) => backward(dy, i < backwards.length - 1), dlogits)
    },
  }
}

/** Evaluation mode, with the running statistics among `arrays`: x [R, B, features] → logits [R, B, classes]. */
export function forwardEvaluation(run: Run, layers: readonly Layer[], arrays: Arrays, x: Tensor): Tensor {
  return layers.reduce((h, layer) => {
    switch (layer.type) {
      case 'dense':
        return run(dense, denseInputs(layer, arrays, h), {}).y
      case 'activation':
        return run(activation, { x: h }, { name: layer.activation }).y
      case 'batch-normalization':
        return run(batchNormalizationEvaluation, normalizationInputs(layer, arrays, h), layer).y
    }
  }, x)
}

function forwardLayer(run: Run, layer: Layer, arrays: Arrays, x: Tensor, onGradient: OnGradient): Forward {
  switch (layer.type) {
    case 'dense':
      return forwardDense(run, layer, arrays, x, onGradient)
    case 'activation':
      return forwardActivation(run, layer, x)
    case 'batch-normalization':
      return forwardNormalization(run, layer, arrays, x, onGradient)
  }
}

type LayerOf<T extends Layer['type']> = Extract<Layer, { type: T }>

function denseInputs({ index, bias }: LayerOf<'dense'>, arrays: Arrays, x: Tensor) {
  return { x, w: arrays(`${index}.weight`), b: bias ? arrays(`${index}.bias`) : null }
}

function forwardDense(
  run: Run,
  layer: LayerOf<'dense'>,
  arrays: Arrays,
  x: Tensor,
  onGradient: OnGradient,
): Forward {
  const { index, bias } = layer
  const inputs = denseInputs(layer, arrays, x)
  return {
    y: run(dense, inputs, {}).y,
    backward(dy, wantsInput) {
      const { dw, db, dx } = run(denseBackward, { x, w: inputs.w, dy }, { bias, input: wantsInput })
      onGradient(`${index}.weight`, dw)
      if (bias) onGradient(`${index}.bias`, db)
      return dx
    },
  }
}

function forwardActivation(run: Run, { activation: name }: LayerOf<'activation'>, x: Tensor): Forward {
  const { y } = run(activation, { x }, { name })
  const kept = keptByActivation(name) === 'input' ? x : y
  return { y, backward: (dy) => run(activationBackward, { kept, dy }, { name }).dx }
}

function normalizationInputs({ index }: LayerOf<'batch-normalization'>, arrays: Arrays, x: Tensor) {
  return {
    x,
    gamma: arrays(`${index}.gamma`),
    beta: arrays(`${index}.beta`),
    runningMean: arrays(`${index}.runningMean`),
    runningVariance: arrays(`${index}.runningVariance`),
  }
}

function forwardNormalization(
  run: Run,
  layer: LayerOf<'batch-normalization'>,
  arrays: Arrays,
  x: Tensor,
  onGradient: OnGradient,
): Forward {
  const [, B] = x.shape as [number, number]
  if (B < 2) throw new RangeError(`Batch normalization trains on batches of at least 2 images, not ${B}.`)
  const inputs = normalizationInputs(layer, arrays, x)
  const { y, normalized, inverse } = run(batchNormalization, inputs, layer)
  return {
    y,
    backward(dy) {
      const kept = { dy, normalized, inverse, gamma: inputs.gamma }
      const { dx, dgamma, dbeta } = run(batchNormalizationBackward, kept, {})
      if (layer.affine) {
        onGradient(`${layer.index}.gamma`, dgamma)
        onGradient(`${layer.index}.beta`, dbeta)
      }
      return dx
    },
  }
}
