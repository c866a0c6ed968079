import type { Layer } from '../../src/domain/architecture.ts'
import {
  identityAffine,
  normalizeBatch,
  normalizeForEvaluation,
  type Affine,
  type Matrix,
} from '../../src/domain/normalization.ts'
import type { Activation } from '../../src/domain/spec.ts'

/** A network's arrays of one run, by key. */
export type Arrays64 = Record<string, ArrayLike<number>>

/** Which statistics batch normalization uses: the batch's own, or those among the arrays. */
export type Statistics = 'batch' | 'running'

type Normalization = Extract<Layer, { type: 'batch-normalization' }>

/** x [B, features] → logits [B, classes] in float64, the plain way; `seen` is told what each normalization is given. */
export function forward64(
  layers: readonly Layer[],
  arrays: Arrays64,
  x: Matrix,
  statistics: Statistics,
  seen?: (layer: Normalization, x: Matrix) => void,
): Matrix {
  return layers.reduce((h, layer): Matrix => {
    switch (layer.type) {
      case 'dense':
        return dense64(h, arrays[`${layer.index}.weight`]!, layer.outputs, arrays[`${layer.index}.bias`])
      case 'activation':
        return h.map((row) => row.map(activations64[layer.activation]))
      case 'batch-normalization':
        seen?.(layer, h)
        return normalize64(layer, arrays, h, statistics)
    }
  }, x)
}

const activations64: Record<Activation, (x: number) => number> = {
  relu: (x) => Math.max(0, x),
  sigmoid: (x) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  gelu: (x) => (x / 2) * (1 + erf64(x / Math.SQRT2)),
  identity: (x) => x,
}

/** erf by its Taylor series, to about 12 digits for |x| < 4. */
function erf64(x: number): number {
  let [term, sum] = [x, x]
  for (let n = 1; n < 120; n++) {
    term *= -(x * x) / n
    sum += term / (2 * n + 1)
  }
  return (2 / Math.sqrt(Math.PI)) * sum
}

function dense64(
  x: Matrix,
  weight: ArrayLike<number>,
  outputs: number,
  bias?: ArrayLike<number>,
): number[][] {
  return x.map((row) =>
    Array.from({ length: outputs }, (_, j) =>
      row.reduce((sum, value, i) => sum + value * weight[i * outputs + j]!, bias?.[j] ?? 0),
    ),
  )
}

function normalize64(layer: Normalization, arrays: Arrays64, x: Matrix, statistics: Statistics): Matrix {
  const array = (name: string) => Array.from(arrays[`${layer.index}.${name}`]!)
  const affine: Affine = layer.affine
    ? { gamma: array('gamma'), beta: array('beta') }
    : identityAffine(layer.features)
  if (statistics === 'batch') return normalizeBatch(x, affine, layer.epsilon).output
  const running = { mean: array('runningMean'), variance: array('runningVariance') }
  return normalizeForEvaluation(x, running, affine, layer.epsilon).output
}

/** Softmax cross-entropy of each row of logits against its label. */
export function losses64(logits: Matrix, labels: ArrayLike<number>): number[] {
  return logits.map((row, i) => {
    const peak = Math.max(...row)
    const sum = row.reduce((total, logit) => total + Math.exp(logit - peak), 0)
    return Math.log(sum) + peak - row[labels[i]!]!
  })
}

export const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
