import { at, get, get4, multiplyAdd, set, set4 } from './memory'

// Wasm does not flush denormal numbers to zero: the velocity of a dead unit would decay into them and slow every step.
const TINY: f32 = 1e-30

/** 0 where |value| < TINY. Not "keep where larger": a NaN must stay NaN. */
// @ts-ignore: decorator of AssemblyScript
@inline
function flushed(value: f32): f32 {
  return abs(value) < TINY ? 0 : value
}

// @ts-ignore: decorator of AssemblyScript
@inline
function flushed4(values: v128): v128 {
  return v128.andnot(values, f32x4.lt(f32x4.abs(values), f32x4.splat(TINY)))
}

/** Σ g² of n values, block by block, into float64. */
function squaredNorm(g: usize, n: i32): f64 {
  let total: f64 = 0
  for (let i = 0; i < n;) {
    const end = min(n, i + 256)
    let sums = f32x4.splat(0)
    for (; i + 4 <= end; i += 4) sums = multiplyAdd(get4(g, i), get4(g, i), sums)
    let rest: f64 = 0
    for (; i < end; i++) rest += <f64>get(g, i) * <f64>get(g, i)
    const pairs = <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1)
    total += pairs + <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3) + rest
  }
  return total
}

/**
 * v ← μ·v + (g + λ·w); w ← w − lr·v, with Nesterov w ← w − lr·(g + λ·w + μ·v): PyTorch's SGD without dampening.
 * n values for each of R replicas, whose rates [R, 3] hold lr first. squares [R] = ‖g‖² (without the decay) + before [R].
 */
export function sgd(w: usize, g: usize, velocity: usize, rates: usize, before: usize, squares: usize, momentum: f32, decay: f32, nesterov: i32, R: i32, n: i32): void {
  const vectors = n & ~3
  const momenta = f32x4.splat(momentum)
  const decays = f32x4.splat(decay)
  for (let r = 0; r < R; r++) {
    const weights = at(w, r * n)
    const gradients = at(g, r * n)
    const velocities = at(velocity, r * n)
    const rate = -get(rates, r * 3)
    const rateVector = f32x4.splat(rate)
    set(squares, r, <f32>(squaredNorm(gradients, n) + <f64>(before ? get(before, r) : 0)))
    let i = 0
    for (; i < vectors; i += 4) {
      const weight = get4(weights, i)
      const gradient = multiplyAdd(decays, weight, get4(gradients, i))
      const v = flushed4(multiplyAdd(momenta, get4(velocities, i), gradient))
      set4(velocities, i, v)
      set4(weights, i, multiplyAdd(rateVector, nesterov ? multiplyAdd(momenta, v, gradient) : v, weight))
    }
    for (; i < n; i++) {
      const weight = get(weights, i)
      const gradient = get(gradients, i) + decay * weight
      const v = flushed(momentum * get(velocities, i) + gradient)
      set(velocities, i, v)
      set(weights, i, weight + rate * (nesterov ? gradient + momentum * v : v))
    }
  }
}

/**
 * Adam (Kingma & Ba 2015) as PyTorch writes it: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g²,
 * w ← w − lr/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + ε), with g + λ·w for g. The rates [R, 3] of a replica hold
 * lr, lr/(1−β₁ᵗ) and 1/√(1−β₂ᵗ) of this step. rest = 1 − β is given, as float32 would lose its digits here.
 */
export function adam(w: usize, g: usize, first: usize, second: usize, rates: usize, before: usize, squares: usize, beta1: f32, rest1: f32, beta2: f32, rest2: f32, epsilon: f32, decay: f32, R: i32, n: i32): void {
  const vectors = n & ~3
  const decays = f32x4.splat(decay)
  const keep1 = f32x4.splat(beta1), take1 = f32x4.splat(rest1)
  const keep2 = f32x4.splat(beta2), take2 = f32x4.splat(rest2)
  const epsilons = f32x4.splat(epsilon)
  for (let r = 0; r < R; r++) {
    const o = r * n
    const stepSize = get(rates, r * 3 + 1), correction = get(rates, r * 3 + 2)
    const stepSizes = f32x4.splat(-stepSize), corrections = f32x4.splat(correction)
    set(squares, r, <f32>(squaredNorm(at(g, o), n) + <f64>(before ? get(before, r) : 0)))
    let i = o
    for (; i < o + vectors; i += 4) {
      const weight = get4(w, i)
      const gradient = multiplyAdd(decays, weight, get4(g, i))
      const m = flushed4(multiplyAdd(keep1, get4(first, i), f32x4.mul(take1, gradient)))
      const v = flushed4(multiplyAdd(keep2, get4(second, i), f32x4.mul(take2, f32x4.mul(gradient, gradient))))
      set4(first, i, m)
      set4(second, i, v)
      const denominator = multiplyAdd(f32x4.sqrt(v), corrections, epsilons)
      set4(w, i, multiplyAdd(stepSizes, f32x4.div(m, denominator), weight))
    }
    for (; i < o + n; i++) {
      const weight = get(w, i)
      const gradient = get(g, i) + decay * weight
      const m = flushed(beta1 * get(first, i) + rest1 * gradient)
      const v = flushed(beta2 * get(second, i) + rest2 * gradient * gradient)
      set(first, i, m)
      set(second, i, v)
      set(w, i, weight - stepSize * (m / (sqrt<f32>(v) * correction + epsilon)))
    }
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
