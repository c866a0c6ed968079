import { columnSums } from './column-sums'
import { matrixProduct } from './matrix-product'
import { at } from './memory'

/** y [R, B, N] = x [R, B, K]·w [R, K, N] + b [R, N]; b = 0: no bias. */
export function dense(x: usize, w: usize, b: usize, y: usize, R: i32, B: i32, K: i32, N: i32, scratch: usize): void {
  const row = (<usize>N) << 2
  for (let r = 0; r < R; r++) {
    const bias = b ? at(b, r * N) : 0
    matrixProduct(at(x, r * B * K), (<usize>K) << 2, 4, at(w, r * K * N), row, 4, at(y, r * B * N), B, K, N, bias, scratch)
  }
}

/** dw = xᵀ·dy, db = column sums of dy, dx = dy·wᵀ; db or dx = 0: not wanted. */
export function denseBackward(x: usize, w: usize, dy: usize, dx: usize, dw: usize, db: usize, R: i32, B: i32, K: i32, N: i32, scratch: usize): void {
  const rowX = (<usize>K) << 2
  const rowY = (<usize>N) << 2
  for (let r = 0; r < R; r++) {
    const gradient = at(dy, r * B * N)
    matrixProduct(at(x, r * B * K), 4, rowX, gradient, rowY, 4, at(dw, r * K * N), K, B, N, 0, scratch)
    if (db) columnSums(gradient, at(db, r * N), B, N, scratch)
    if (dx) matrixProduct(gradient, rowY, 4, at(w, r * K * N), 4, rowY, at(dx, r * B * K), B, N, K, 0, scratch)
  }
}
