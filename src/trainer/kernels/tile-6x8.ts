import { multiplyAdd } from './memory'

// C[rows, 8] = (the row at `init`, or 0) + A[rows, K]·B[K, 8]. A(i, k) lies at a + i·rowStep + k·depthStep, the rows
// of B `stepB` apart. Twelve accumulators stay in registers; `rows` is a constant wherever this is inlined.
@inline
function tile(rows: i32, a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  const zero = f32x4.splat(0)
  let c00 = zero, c01 = zero, c10 = zero, c11 = zero, c20 = zero, c21 = zero
  let c30 = zero, c31 = zero, c40 = zero, c41 = zero, c50 = zero, c51 = zero
  if (init) {
    c00 = v128.load(init)
    c01 = v128.load(init, 16)
    c10 = c00; c11 = c01; c20 = c00; c21 = c01; c30 = c00; c31 = c01; c40 = c00; c41 = c01; c50 = c00; c51 = c01
  }
  let a0 = a, a1 = a0 + rowStep, a2 = a1 + rowStep, a3 = a2 + rowStep, a4 = a3 + rowStep, a5 = a4 + rowStep
  for (let k = 0; k < K; k++, b += stepB) {
    const b0 = v128.load(b), b1 = v128.load(b, 16)
    let x: v128
    x = v128.load32_splat(a0); c00 = multiplyAdd(x, b0, c00); c01 = multiplyAdd(x, b1, c01); a0 += depthStep
    if (rows > 1) { x = v128.load32_splat(a1); c10 = multiplyAdd(x, b0, c10); c11 = multiplyAdd(x, b1, c11); a1 += depthStep }
    if (rows > 2) {
      x = v128.load32_splat(a2); c20 = multiplyAdd(x, b0, c20); c21 = multiplyAdd(x, b1, c21); a2 += depthStep
      x = v128.load32_splat(a3); c30 = multiplyAdd(x, b0, c30); c31 = multiplyAdd(x, b1, c31); a3 += depthStep
    }
    if (rows > 4) {
      x = v128.load32_splat(a4); c40 = multiplyAdd(x, b0, c40); c41 = multiplyAdd(x, b1, c41); a4 += depthStep
      x = v128.load32_splat(a5); c50 = multiplyAdd(x, b0, c50); c51 = multiplyAdd(x, b1, c51); a5 += depthStep
    }
  }
  v128.store(c, c00); v128.store(c, c01, 16)
  if (rows > 1) { c += stepC; v128.store(c, c10); v128.store(c, c11, 16) }
  if (rows > 2) {
    c += stepC; v128.store(c, c20); v128.store(c, c21, 16)
    c += stepC; v128.store(c, c30); v128.store(c, c31, 16)
  }
  if (rows > 4) {
    c += stepC; v128.store(c, c40); v128.store(c, c41, 16)
    c += stepC; v128.store(c, c50); v128.store(c, c51, 16)
  }
}

function sixRows(a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  tile(6, a, rowStep, depthStep, b, stepB, K, c, stepC, init)
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

/** How many rows the next tile takes when `left` are left: 8 is better split 4 + 4 than 6 + 2. */
export function rowsOfNarrowTile(left: i32): i32 {
  return left >= 6 && left != 8 ? 6 : left >= 4 ? 4 : left >= 2 ? 2 : 1
}

export function narrowTile(rows: i32, a: usize, rowStep: usize, depthStep: usize, b: usize, stepB: usize, K: i32, c: usize, stepC: usize, init: usize): void {
  if (rows == 6) sixRows(a, rowStep, depthStep, b, stepB, K, c, stepC, init)
  else if (rows == 4) fourRows(a, rowStep, depthStep, b, stepB, K, c, stepC, init)
  else if (rows == 2) twoRows(a, rowStep, depthStep, b, stepB, K, c, stepC, init)
  else oneRow(a, rowStep, depthStep, b, stepB, K, c, stepC, init)
}
