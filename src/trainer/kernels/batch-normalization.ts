import { addColumns, BLOCK, columnSums } from './column-sums'
import { at, get, get4, multiplyAdd, set, set4 } from './memory'

/** variance[c] = Σ (x − mean)² / B over the rows of x [B, C]: the biased one, in two passes. */
function columnVariances(x: usize, mean: usize, variance: usize, B: i32, C: i32, part: usize): void {
  const bytes = (<usize>C) << 2
  const vectors = C & ~3
  memory.fill(variance, 0, bytes)
  for (let i = 0; i < B;) {
    memory.fill(part, 0, bytes)
    for (const end = min(B, i + BLOCK); i < end; i++) {
      const row = at(x, i * C)
      let c = 0
      for (; c < vectors; c += 4) {
        const deviation = f32x4.sub(get4(row, c), get4(mean, c))
        set4(part, c, multiplyAdd(deviation, deviation, get4(part, c)))
      }
      for (; c < C; c++) {
        const deviation = get(row, c) - get(mean, c)
        set(part, c, get(part, c) + deviation * deviation)
      }
    }
    addColumns(variance, part, C)
  }
  for (let c = 0; c < C; c++) set(variance, c, get(variance, c) / <f32>B)
}

/** y = γ·x̂ + β with x̂ = (x − mean)·inverse, row by row; x̂ is kept unless its address is 0. */
function normalizeRows(x: usize, mean: usize, inverse: usize, gamma: usize, beta: usize, y: usize, normalized: usize, B: i32, C: i32): void {
  const vectors = C & ~3
  for (let i = 0; i < B; i++) {
    const input = at(x, i * C)
    const output = at(y, i * C)
    const kept = normalized ? at(normalized, i * C) : output
    let c = 0
    for (; c < vectors; c += 4) {
      const value = f32x4.mul(f32x4.sub(get4(input, c), get4(mean, c)), get4(inverse, c))
      set4(kept, c, value)
      set4(output, c, multiplyAdd(value, get4(gamma, c), get4(beta, c)))
    }
    for (; c < C; c++) {
      const value = (get(input, c) - get(mean, c)) * get(inverse, c)
      set(kept, c, value)
      set(output, c, value * get(gamma, c) + get(beta, c))
    }
  }
}

/**
 * Training mode (Ioffe & Szegedy 2015, algorithm 1): x [R, B, C] → y, x̂ [R, B, C], inverse deviation [R, C].
 * The running statistics move in place by PyTorch's rule, the variance unbiased. Scratch: 2·C floats.
 */
export function batchNormalization(
  x: usize, gamma: usize, beta: usize, runningMean: usize, runningVariance: usize,
  y: usize, normalized: usize, inverse: usize,
  R: i32, B: i32, C: i32, epsilon: f32, momentum: f32, scratch: usize,
): void {
  const mean = scratch
  const part = at(scratch, C)
  const unbiased = <f32>B / <f32>(B - 1)
  for (let r = 0; r < R; r++) {
    const input = at(x, r * B * C)
    const deviation = at(inverse, r * C)
    columnSums(input, mean, B, C, part)
    for (let c = 0; c < C; c++) set(mean, c, get(mean, c) / <f32>B)
    columnVariances(input, mean, deviation, B, C, part)
    for (let c = 0; c < C; c++) {
      const variance = get(deviation, c)
      const i = r * C + c
      set(runningMean, i, (1 - momentum) * get(runningMean, i) + momentum * get(mean, c))
      set(runningVariance, i, (1 - momentum) * get(runningVariance, i) + momentum * variance * unbiased)
      set(deviation, c, 1 / sqrt<f32>(variance + epsilon))
    }
    normalizeRows(input, mean, deviation, at(gamma, r * C), at(beta, r * C), at(y, r * B * C), at(normalized, r * B * C), B, C)
  }
}

/** Evaluation mode: y = γ·(x − running mean)/√(running variance + ε) + β. Scratch: C floats. */
export function batchNormalizationEvaluation(
  x: usize, gamma: usize, beta: usize, runningMean: usize, runningVariance: usize, y: usize,
  R: i32, B: i32, C: i32, epsilon: f32, scratch: usize,
): void {
  for (let r = 0; r < R; r++) {
    for (let c = 0; c < C; c++) set(scratch, c, 1 / sqrt<f32>(get(runningVariance, r * C + c) + epsilon))
    normalizeRows(at(x, r * B * C), at(runningMean, r * C), scratch, at(gamma, r * C), at(beta, r * C), at(y, r * B * C), 0, B, C)
  }
}

/** dγ = Σ dy·x̂ and dβ = Σ dy over the rows, in blocks. Scratch: 2·C floats. */
function parameterGradients(dy: usize, normalized: usize, dgamma: usize, dbeta: usize, B: i32, C: i32, scratch: usize): void {
  const bytes = (<usize>C) << 2
  const vectors = C & ~3
  const partGamma = scratch
  const partBeta = at(scratch, C)
  memory.fill(dgamma, 0, bytes)
  memory.fill(dbeta, 0, bytes)
  for (let i = 0; i < B;) {
    memory.fill(scratch, 0, 2 * bytes)
    for (const end = min(B, i + BLOCK); i < end; i++) {
      const gradient = at(dy, i * C)
      const value = at(normalized, i * C)
      let c = 0
      for (; c < vectors; c += 4) {
        set4(partBeta, c, f32x4.add(get4(partBeta, c), get4(gradient, c)))
        set4(partGamma, c, multiplyAdd(get4(gradient, c), get4(value, c), get4(partGamma, c)))
      }
      for (; c < C; c++) {
        set(partBeta, c, get(partBeta, c) + get(gradient, c))
        set(partGamma, c, get(partGamma, c) + get(gradient, c) * get(value, c))
      }
    }
    addColumns(dgamma, partGamma, C)
    addColumns(dbeta, partBeta, C)
  }
}

/** dx = γ·inverse·(dy − dβ/B − x̂·dγ/B), with dγ and dβ [R, C] beside it. Scratch: 2·C floats. */
export function batchNormalizationBackward(
  dy: usize, normalized: usize, inverse: usize, gamma: usize, dx: usize, dgamma: usize, dbeta: usize,
  R: i32, B: i32, C: i32, scratch: usize,
): void {
  const vectors = C & ~3
  const share: f32 = 1 / <f32>B
  const shares = f32x4.splat(share)
  for (let r = 0; r < R; r++) {
    const sumGamma = at(dgamma, r * C)
    const sumBeta = at(dbeta, r * C)
    const scale = at(gamma, r * C)
    const deviation = at(inverse, r * C)
    parameterGradients(at(dy, r * B * C), at(normalized, r * B * C), sumGamma, sumBeta, B, C, scratch)
    for (let i = 0; i < B; i++) {
      const row = (r * B + i) * C
      let c = 0
      for (; c < vectors; c += 4) {
        const centred = f32x4.sub(get4(dy, row + c), f32x4.mul(get4(sumBeta, c), shares))
        const along = f32x4.mul(get4(normalized, row + c), f32x4.mul(get4(sumGamma, c), shares))
        set4(dx, row + c, f32x4.mul(f32x4.mul(get4(scale, c), get4(deviation, c)), f32x4.sub(centred, along)))
      }
      for (; c < C; c++) {
        const centred = get(dy, row + c) - get(sumBeta, c) * share
        set(dx, row + c, get(scale, c) * get(deviation, c) * (centred - get(normalized, row + c) * (get(sumGamma, c) * share)))
      }
    }
  }
}
