import { erf64, exp64 } from './functions'
import { get, get4, set, set4 } from './memory'

// Each activation and its backward over n values. The backward takes what its derivative is written in most simply:
// the output y for relu, sigmoid and tanh, the input x for gelu.

export function relu(x: usize, y: usize, n: i32): void {
  const vectors = n & ~3
  const zero = f32x4.splat(0)
  let i = 0
  // max(0, NaN) is NaN: a diverged member must not look alive.
  for (; i < vectors; i += 4) set4(y, i, f32x4.max(get4(x, i), zero))
  for (; i < n; i++) set(y, i, max<f32>(get(x, i), 0))
}

export function reluBackward(y: usize, dy: usize, dx: usize, n: i32): void {
  const vectors = n & ~3
  const zero = f32x4.splat(0)
  let i = 0
  for (; i < vectors; i += 4) set4(dx, i, v128.and(get4(dy, i), f32x4.gt(get4(y, i), zero)))
  for (; i < n; i++) set(dx, i, get(y, i) > 0 ? get(dy, i) : 0)
}

export function sigmoid(x: usize, y: usize, n: i32): void {
  for (let i = 0; i < n; i++) set(y, i, <f32>(1 / (1 + exp64(-(<f64>get(x, i))))))
}

export function sigmoidBackward(y: usize, dy: usize, dx: usize, n: i32): void {
  for (let i = 0; i < n; i++) set(dx, i, get(dy, i) * get(y, i) * (1 - get(y, i)))
}

export function tanh(x: usize, y: usize, n: i32): void {
  for (let i = 0; i < n; i++) set(y, i, <f32>(2 / (1 + exp64(-2 * <f64>get(x, i))) - 1))
}

export function tanhBackward(y: usize, dy: usize, dx: usize, n: i32): void {
  for (let i = 0; i < n; i++) set(dx, i, get(dy, i) * (1 - get(y, i) * get(y, i)))
}

/** x·Φ(x) with the exact Φ (Hendrycks & Gimpel 2016). */
export function gelu(x: usize, y: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const value = <f64>get(x, i)
    set(y, i, <f32>(0.5 * value * (1 + erf64(value * 0.7071067811865476))))
  }
}

/** Φ(x) + x·φ(x). */
export function geluBackward(x: usize, dy: usize, dx: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const value = <f64>get(x, i)
    const density = 0.3989422804014327 * exp64(-0.5 * value * value)
    set(dx, i, <f32>(<f64>get(dy, i) * (0.5 * (1 + erf64(value * 0.7071067811865476)) + value * density)))
  }
}
