/**
 * Batch normalization as its paper writes it (Ioffe & Szegedy 2015, arXiv:1502.03167), in float64 and with every
 * intermediate value by name: the oracle of the trainer's tests, and what an explanation can show number by number.
 */

/** B rows of C features: `x[example][feature]`. */
export type Matrix = readonly (readonly number[])[]

/** Learned scale γ and shift β, one of each per feature. */
export type Affine = { gamma: readonly number[]; beta: readonly number[] }

/** Algorithm 1 on one mini-batch; vectors have one entry per feature. */
export type BatchNormalization = {
  /** μ_B, the mean over the batch. */
  mean: number[]
  /** σ²_B, biased: divided by B. */
  variance: number[]
  /** 1 / √(σ²_B + ε). */
  inverseDeviation: number[]
  /** x − μ_B. */
  centered: number[][]
  /** x̂ = (x − μ_B) / √(σ²_B + ε). */
  normalized: number[][]
  /** y = γ·x̂ + β. */
  output: number[][]
}

export type RunningStatistics = { mean: readonly number[]; variance: readonly number[] }

/**
 * Training mode: normalizes each feature by the statistics of this very batch (Algorithm 1).
 * @param x [B, C] with B ≥ 2: one example has no variance
 * @throws RangeError for a batch of one, rows of unequal width, or γ, β of another width
 */
export function normalizeBatch(x: Matrix, { gamma, beta }: Affine, epsilon = 1e-5): BatchNormalization {
  if (x.length < 2) {
    throw new RangeError(`Batch normalization trains on batches of at least 2 examples, not ${x.length}.`)
  }
  requireWidth(x, { gamma, beta })
  const mean = columnMeans(x)
  const centered = mapMatrix(x, (value, c) => value - mean[c]!)
  const variance = columnMeans(mapMatrix(centered, (value) => value ** 2))
  const inverseDeviation = variance.map((value) => 1 / Math.sqrt(value + epsilon))
  const normalized = mapMatrix(centered, (value, c) => value * inverseDeviation[c]!)
  const output = mapMatrix(normalized, (value, c) => gamma[c]! * value + beta[c]!)
  return { mean, variance, inverseDeviation, centered, normalized, output }
}

/** What the loss ℓ gives back through Algorithm 1, by the names of its values. */
export type BatchNormalizationGradients = {
  /** ∂ℓ/∂x̂ [B, C]. */
  normalized: number[][]
  /** ∂ℓ/∂σ²_B and ∂ℓ/∂μ_B. */
  variance: number[]
  mean: number[]
  /** ∂ℓ/∂x [B, C], ∂ℓ/∂γ and ∂ℓ/∂β. */
  input: number[][]
  gamma: number[]
  beta: number[]
}

/**
 * The backward pass of training mode, by the equations at the end of the paper's section 3.
 * @param forward what `normalizeBatch` returned
 * @param outputGradient ∂ℓ/∂y [B, C]
 */
export function normalizeBatchBackward(
  { inverseDeviation, centered, normalized }: BatchNormalization,
  gamma: readonly number[],
  outputGradient: Matrix,
): BatchNormalizationGradients {
  const count = centered.length
  const dNormalized = mapMatrix(outputGradient, (dy, c) => dy * gamma[c]!)
  const dVariance = columnSums(
    mapMatrix(dNormalized, (d, c, b) => d * centered[b]![c]! * -0.5 * inverseDeviation[c]! ** 3),
  )
  const throughCentered = columnSums(mapMatrix(dNormalized, (d, c) => -d * inverseDeviation[c]!))
  const throughVariance = columnMeans(mapMatrix(centered, (value, c) => -2 * value * dVariance[c]!))
  const dMean = throughCentered.map((value, c) => value + throughVariance[c]!)
  const dInput = mapMatrix(
    dNormalized,
    (d, c, b) =>
      d * inverseDeviation[c]! + (dVariance[c]! * 2 * centered[b]![c]!) / count + dMean[c]! / count,
  )
  return {
    normalized: dNormalized,
    variance: dVariance,
    mean: dMean,
    input: dInput,
    gamma: columnSums(mapMatrix(outputGradient, (dy, c, b) => dy * normalized[b]![c]!)),
    beta: columnSums(outputGradient),
  }
}

/**
 * Running statistics after one more batch, in PyTorch's convention: (1 − m)·running + m·batch, with the unbiased
 * batch variance σ²_B · B/(B − 1). (Keras and TensorFlow.js write 1 − m for m and keep the biased variance.)
 */
export function updateRunningStatistics(
  running: RunningStatistics,
  { mean, variance, centered }: BatchNormalization,
  momentum = 0.1,
): { mean: number[]; variance: number[] } {
  const unbiased = centered.length / (centered.length - 1)
  return {
    mean: running.mean.map((value, c) => (1 - momentum) * value + momentum * mean[c]!),
    variance: running.variance.map((value, c) => (1 - momentum) * value + momentum * variance[c]! * unbiased),
  }
}

/** Evaluation mode: the same map with the running statistics, so that no example depends on another (Algorithm 2). */
export function normalizeForEvaluation(
  x: Matrix,
  running: RunningStatistics,
  { gamma, beta }: Affine,
  epsilon = 1e-5,
): Pick<BatchNormalization, 'inverseDeviation' | 'normalized' | 'output'> {
  requireWidth(x, { gamma, beta })
  const inverseDeviation = running.variance.map((value) => 1 / Math.sqrt(value + epsilon))
  const normalized = mapMatrix(x, (value, c) => (value - running.mean[c]!) * inverseDeviation[c]!)
  const output = mapMatrix(normalized, (value, c) => gamma[c]! * value + beta[c]!)
  return { inverseDeviation, normalized, output }
}

/** The backward pass of evaluation mode, an affine map: ∂ℓ/∂x = ∂ℓ/∂y · γ / √(running variance + ε). */
export function normalizeForEvaluationBackward(
  { inverseDeviation, normalized }: Pick<BatchNormalization, 'inverseDeviation' | 'normalized'>,
  gamma: readonly number[],
  outputGradient: Matrix,
): Pick<BatchNormalizationGradients, 'input' | 'gamma' | 'beta'> {
  return {
    input: mapMatrix(outputGradient, (dy, c) => dy * gamma[c]! * inverseDeviation[c]!),
    gamma: columnSums(mapMatrix(outputGradient, (dy, c, b) => dy * normalized[b]![c]!)),
    beta: columnSums(outputGradient),
  }
}

/** γ = 1 and β = 0, as a layer starts and as one without affine parameters stays. */
export function identityAffine(features: number): { gamma: number[]; beta: number[] } {
  return { gamma: new Array<number>(features).fill(1), beta: new Array<number>(features).fill(0) }
}

function mapMatrix(
  x: Matrix,
  transform: (value: number, feature: number, example: number) => number,
): number[][] {
  return x.map((row, b) => row.map((value, c) => transform(value, c, b)))
}

function columnSums(x: Matrix): number[] {
  return (x[0] ?? []).map((_, c) => x.reduce((sum, row) => sum + row[c]!, 0))
}

function columnMeans(x: Matrix): number[] {
  return columnSums(x).map((sum) => sum / x.length)
}

function requireWidth(x: Matrix, { gamma, beta }: Affine): void {
  const widths = new Set([gamma.length, beta.length, ...x.map((row) => row.length)])
  if (widths.size > 1) {
    throw new RangeError(
      `x, gamma and beta must be equally wide; their widths are ${[...widths].join(', ')}.`,
    )
  }
}
