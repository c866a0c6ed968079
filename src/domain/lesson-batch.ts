import {
  identityAffine,
  normalizeBatch,
  normalizeBatchBackward,
  normalizeForEvaluationBackward,
  type BatchNormalization,
  type BatchNormalizationGradients,
} from './normalization.ts'

/** One feature of one mini-batch, as a lesson shows it: every value of Algorithm 1 by name, without the matrices. */

export type LessonSettings = { gamma: number; beta: number; epsilon: number }

export type LessonBatch = {
  mean: number
  /** Biased, as training uses it. */
  variance: number
  deviation: number
  centered: number[]
  normalized: number[]
  output: number[]
}

/** @throws RangeError for fewer than two values */
export function normalizeValues(values: readonly number[], settings: LessonSettings): LessonBatch {
  const batch = forward(values, settings)
  return {
    mean: batch.mean[0]!,
    variance: batch.variance[0]!,
    deviation: Math.sqrt(batch.variance[0]!),
    centered: column(batch.centered),
    normalized: column(batch.normalized),
    output: column(batch.output),
  }
}

export type LessonGradients = {
  /** ∂ℓ/∂x, one for each value. */
  input: number[]
  /** What ∂ℓ/∂x would be if μ and σ² were constants, as they are in evaluation mode. */
  inputOfConstants: number[]
  mean: number
  variance: number
  gamma: number
  beta: number
}

/** @param upstream ∂ℓ/∂y, one for each value */
export function valueGradients(
  values: readonly number[],
  settings: LessonSettings,
  upstream: readonly number[],
): LessonGradients {
  const batch = forward(values, settings)
  const gamma = [settings.gamma]
  const gradients: BatchNormalizationGradients = normalizeBatchBackward(batch, gamma, matrix(upstream))
  return {
    input: column(gradients.input),
    inputOfConstants: column(normalizeForEvaluationBackward(batch, gamma, matrix(upstream)).input),
    mean: gradients.mean[0]!,
    variance: gradients.variance[0]!,
    gamma: gradients.gamma[0]!,
    beta: gradients.beta[0]!,
  }
}

/**
 * ∂ℓ/∂x without any calculus: each value is moved a little both ways, and the loss is compared. The loss is the one
 * whose gradient at y is the given one everywhere, ℓ = Σ upstream·y.
 */
export function finiteDifferences(
  values: readonly number[],
  settings: LessonSettings,
  upstream: readonly number[],
  step = 1e-4,
): number[] {
  const loss = (moved: readonly number[]): number =>
    normalizeValues(moved, settings).output.reduce((sum, y, i) => sum + upstream[i]! * y, 0)
  return values.map((value, i) => {
    const [up, down] = [values.with(i, value + step), values.with(i, value - step)]
    return (loss(up) - loss(down)) / (2 * step)
  })
}

function forward(values: readonly number[], { gamma, beta, epsilon }: LessonSettings): BatchNormalization {
  return normalizeBatch(matrix(values), { gamma: [gamma], beta: [beta] }, epsilon)
}

/** γ = 1, β = 0 and PyTorch's ε. */
export function initialSettings(): LessonSettings {
  const { gamma, beta } = identityAffine(1)
  return { gamma: gamma[0]!, beta: beta[0]!, epsilon: 1e-5 }
}

const matrix = (values: readonly number[]): number[][] => values.map((value) => [value])
const column = (rows: readonly (readonly number[])[]): number[] => rows.map((row) => row[0]!)
