import {
  finiteDifferences,
  valueGradients,
  type LessonGradients,
  type LessonSettings,
} from '../../../../domain/lesson-batch.ts'

/** The backward pass of the lesson's batch, and what can be checked about it. */
export type CheckedGradients = LessonGradients & {
  byDifferences: number[]
  largestDifference: number
  /** Σ ∂ℓ/∂x: 0, since moving the whole batch changes nothing. */
  sum: number
  /** Σ x̂·∂ℓ/∂x: close to 0, since stretching the batch changes nothing but for ε. */
  alongNormalized: number
}

export function checkedGradients(
  values: readonly number[],
  normalized: readonly number[],
  settings: LessonSettings,
  upstream: readonly number[],
): CheckedGradients {
  const gradients = valueGradients(values, settings, upstream)
  const byDifferences = finiteDifferences(values, settings, upstream)
  const differences = gradients.input.map((value, i) => Math.abs(value - byDifferences[i]!))
  return {
    ...gradients,
    byDifferences,
    largestDifference: Math.max(...differences),
    sum: gradients.input.reduce((sum, value) => sum + value, 0),
    alongNormalized: gradients.input.reduce((sum, value, i) => sum + value * normalized[i]!, 0),
  }
}
