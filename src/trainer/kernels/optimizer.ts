import { at, get, get4, multiplyAdd, set, set4 } from './memory'

// Wasm does not flush denormal numbers to zero: the velocity of a dead unit would decay into them and slow every step.
const TINY: f32 = 1e-30

/** 0 where |value| < TINY. Not "keep where larger": a NaN must stay NaN. */
@inline
function flushed(value: f32): f32 {
  return abs(value) < TINY ? 0 : value
}

@inline
function flushed4(values: v128): v128 {
  return v128.andnot(values, f32x4.lt(f32x4.abs(values), f32x4.splat(TINY)))
}

/** Squares are summed in float32 over so many values, and these sums in float64. */
const BLOCK: i32 = 256

/** The sum of a vector's four lanes. */
@inline
function sumOfLanes(sums: v128): f64 {
  const low = <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1)
  return low + <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3)
}

/**
 * v ← μ·v + (g + λ·w); w ← w − lr·v, with Nesterov w ← w − lr·(g + λ·w + μ·v): PyTorch's SGD without dampening.
 * n values for each of R replicas, whose rates [R, 3] hold lr first. squares [R] = ‖g‖² (without the decay) + before [R].
 */
export function sgd(w: usize, g: usize, velocity: usize, rates: usize, before: usize, squares: usize, momentum: f32, decay: f32, nesterov: i32, R: i32, n: i32): void {
  const momenta = f32x4.splat(momentum)
  const decays = f32x4.splat(decay)
  for (let r = 0; r < R; r++) {
    const rate = -get(rates, r * 3)
    const rateVector = f32x4.splat(rate)
    const end = (r + 1) * n
    let norm: f64 = before ? <f64>get(before, r) : 0
    for (let i = r * n; i < end;) {
      const blockEnd = min(end, i + BLOCK)
      let sums = f32x4.splat(0)
      for (; i + 4 <= blockEnd; i += 4) {
        const weight = get4(w, i)
        const raw = get4(g, i)
        sums = multiplyAdd(raw, raw, sums)
        const gradient = multiplyAdd(decays, weight, raw)
        const v = flushed4(multiplyAdd(momenta, get4(velocity, i), gradient))
        set4(velocity, i, v)
        set4(w, i, multiplyAdd(rateVector, nesterov ? multiplyAdd(momenta, v, gradient) : v, weight))
      }
      norm += sumOfLanes(sums)
      for (; i < blockEnd; i++) {
        const weight = get(w, i)
        const raw = get(g, i)
        norm += <f64>raw * <f64>raw
        const gradient = raw + decay * weight
        const v = flushed(momentum * get(velocity, i) + gradient)
        set(velocity, i, v)
        set(w, i, weight + rate * (nesterov ? gradient + momentum * v : v))
      }
    }
    set(squares, r, <f32>norm)
  }
}

/**
 * Adam (Kingma & Ba 2015) as PyTorch writes it: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
 * w ← w − lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε), with g + λ·w for g. The rates [R, 3] of a replica hold
 * lr, lr/(1−β₁ᵗ) and 1/√(1−β₂ᵗ) of this step. rest = 1 − β is given, as float32 would lose its digits here.
 */
export function adam(w: usize, g: usize, first: usize, second: usize, rates: usize, before: usize, squares: usize, beta1: f32, rest1: f32, beta2: f32, rest2: f32, epsilon: f32, decay: f32, R: i32, n: i32): void {
  const decays = f32x4.splat(decay)
  const keep1 = f32x4.splat(beta1), take1 = f32x4.splat(rest1)
  const keep2 = f32x4.splat(beta2), take2 = f32x4.splat(rest2)
  const epsilons = f32x4.splat(epsilon)
  for (let r = 0; r < R; r++) {
    const stepSize = get(rates, r * 3 + 1), correction = get(rates, r * 3 + 2)
    const stepSizes = f32x4.splat(-stepSize), corrections = f32x4.splat(correction)
    const end = (r + 1) * n
    let norm: f64 = before ? <f64>get(before, r) : 0
    for (let i = r * n; i < end;) {
      const blockEnd = min(end, i + BLOCK)
      let sums = f32x4.splat(0)
      for (; i + 4 <= blockEnd; i += 4) {
        const weight = get4(w, i)
        const raw = get4(g, i)
        sums = multiplyAdd(raw, raw, sums)
        const gradient = multiplyAdd(decays, weight, raw)
        const m = flushed4(multiplyAdd(keep1, get4(first, i), f32x4.mul(take1, gradient)))
        const v = flushed4(multiplyAdd(keep2, get4(second, i), f32x4.mul(take2, f32x4.mul(gradient, gradient))))
        set4(first, i, m)
        set4(second, i, v)
        const denominator = multiplyAdd(f32x4.sqrt(v), corrections, epsilons)
        set4(w, i, multiplyAdd(stepSizes, f32x4.div(m, denominator), weight))
      }
      norm += sumOfLanes(sums)
      for (; i < blockEnd; i++) {
        const weight = get(w, i)
        const raw = get(g, i)
        norm += <f64>raw * <f64>raw
        const gradient = raw + decay * weight
        const m = flushed(beta1 * get(first, i) + rest1 * gradient)
        const v = flushed(beta2 * get(second, i) + rest2 * gradient * gradient)
        set(first, i, m)
        set(second, i, v)
        set(w, i, weight - stepSize * (m / (sqrt<f32>(v) * correction + epsilon)))
      }
    }
    set(squares, r, <f32>norm)
  }
}

/** metrics [R, 3] = loss, correct, √squares. */
export function stepMetrics(loss: usize, correct: usize, squares: usize, metrics: usize, R: i32): void {
  for (let r = 0; r < R; r++) {
    set(metrics, r * 3, get(loss, r))
    set(metrics, r * 3 + 1, get(correct, r))
    set(metrics, r * 3 + 2, sqrt<f32>(get(squares, r)))
  }
}
