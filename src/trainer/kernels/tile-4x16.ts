import { multiplyAdd } from './memory'

// As tile-6x8, for C[rows, 16]: sixteen accumulators of four lanes, which V8 pairs into eight of eight lanes
// (--experimental-wasm-revectorize). A 6×16 tile is not paired and is slower.
@inline
function tile(rows: i32, a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  const zero = f32x4.splat(0)
  let c00 = zero, c01 = zero, c02 = zero, c03 = zero, c10 = zero, c11 = zero, c12 = zero, c13 = zero
  let c20 = zero, c21 = zero, c22 = zero, c23 = zero, c30 = zero, c31 = zero, c32 = zero, c33 = zero
  if (init) {
    c00 = v128.load(init); c01 = v128.load(init, 16); c02 = v128.load(init, 32); c03 = v128.load(init, 48)
    c10 = c00; c11 = c01; c12 = c02; c13 = c03
    c20 = c00; c21 = c01; c22 = c02; c23 = c03
    c30 = c00; c31 = c01; c32 = c02; c33 = c03
  }
  let a0 = a, a1 = a0 + rowStep, a2 = a1 + rowStep, a3 = a2 + rowStep
  for (let k = 0; k < K; k++, b += stepB) {
    const b0 = v128.load(b), b1 = v128.load(b, 16), b2 = v128.load(b, 32), b3 = v128.load(b, 48)
    let x: v128
    x = v128.load32_splat(a0); a0 += depthStep
    c00 = multiplyAdd(x, b0, c00); c01 = multiplyAdd(x, b1, c01); c02 = multiplyAdd(x, b2, c02); c03 = multiplyAdd(x, b3, c03)
    if (rows > 1) {
      x = v128.load32_splat(a1); a1 += depthStep
      c10 = multiplyAdd(x, b0, c10); c11 = multiplyAdd(x, b1, c11); c12 = multiplyAdd(x, b2, c12); c13 = multiplyAdd(x, b3, c13)
    }
    if (rows > 2) {
      x = v128.load32_splat(a2); a2 += depthStep
      c20 = multiplyAdd(x, b0, c20); c21 = multiplyAdd(x, b1, c21); c22 = multiplyAdd(x, b2, c22); c23 = multiplyAdd(x, b3, c23)
      x = v128.load32_splat(a3); a3 += depthStep
      c30 = multiplyAdd(x, b0, c30); c31 = multiplyAdd(x, b1, c31); c32 = multiplyAdd(x, b2, c32); c33 = multiplyAdd(x, b3, c33)
    }
  }
  v128.store(c, c00); v128.store(c, c01, 16); v128.store(c, c02, 32); v128.store(c, c03, 48)
  if (rows > 1) { c += stepC; v128.store(c, c10); v128.store(c, c11, 16); v128.store(c, c12, 32); v128.store(c, c13, 48) }
  if (rows > 2) {
    c += stepC; v128.store(c, c20); v128.store(c, c21, 16); v128.store(c, c22, 32); v128.store(c, c23, 48)
    c += stepC; v128.store(c, c30); v128.store(c, c31, 16); v128.store(c, c32, 32); v128.store(c, c33, 48)
  }
}

function fourRows(a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  tile(4, a, rowStep, depthStep, b, stepB, K, c, stepC, init)
}
function twoRows(a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  tile(2, a, rowStep, depthStep, b, stepB, K, c, stepC, init)
}
function oneRow(a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  tile(1, a, rowStep, depthStep, b, stepB, K, c, stepC, init)
}

export function rowsOfWideTile(left: i32): i32 {
  return left >= 4 ? 4 : left >= 2 ? 2 : 1
}

export function wideTile(rows: i32, a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  if (rows == 4) fourRows(a, rowStep, depthStep, b, stepB, K, c, stepC, init)
  else if (rows == 2) twoRows(a, rowStep, depthStep, b, stepB, K, c, stepC, init)
  else oneRow(a, rowStep, depthStep, b, stepB, K, c, stepC, init)
}
