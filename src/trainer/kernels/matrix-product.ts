import { at, get, get4, set, set4 } from './memory'
import { narrowTile, rowsOfNarrowTile } from './tile-6x8'
import { rowsOfWideTile, wideTile } from './tile-4x16'
import { TILE_COLUMNS } from './variant'

/** Most terms that are summed in one chain: longer sums are cut into equal blocks, whose error is that of PyTorch's. */
const DEPTH: i32 = 256
/** Up to this many rows of A, packing B costs more than it saves. */
const FEW_ROWS: i32 = 16
const PANEL_STEP: usize = (<usize>TILE_COLUMNS) << 2

/** Bytes of scratch memory that a product needs: a panel of B, a tile that can't be written in place, a row of bias. */
export const PRODUCT_SCRATCH_BYTES: i32 = (DEPTH + 6 + 1) * TILE_COLUMNS * 4

/** panel[k][0 .. TILE_COLUMNS) = B(k, 0 .. columns), padded with zeros. */
function packPanel(b: usize, depthStep: usize, columnStep: usize, K: i32, columns: i32, panel: usize): void {
  const contiguous = columns == TILE_COLUMNS && columnStep == 4
  for (let k = 0; k < K; k++, b += depthStep, panel += PANEL_STEP) {
    if (contiguous) {
      for (let j = 0; j < TILE_COLUMNS; j += 4) set4(panel, j, get4(b, j))
    } else {
      let source = b
      for (let j = 0; j < TILE_COLUMNS; j++, source += columnStep) set(panel, j, j < columns ? load<f32>(source) : 0)
    }
  }
}

function addRow(target: usize, source: usize, columns: i32): void {
  let j = 0
  for (; j <= columns - 4; j += 4) set4(target, j, f32x4.add(get4(target, j), get4(source, j)))
  for (; j < columns; j++) set(target, j, get(target, j) + get(source, j))
}

/**
 * C[M, N] = A·B (+ the row at `bias`, unless 0). A(i, k) lies at a + i·rowStepA + k·depthStepA, B(k, j) at
 * b + k·depthStepB + j·columnStepB, so that a transposed operand is only other steps. The depth is cut into blocks
 * whose sums are added, which also keeps the error of a long float32 sum small. Every element is summed in the same
 * order whatever the tile's width, so that the variants of one instruction set agree bit for bit.
 */
export function matrixProduct(
  a: usize, rowStepA: usize, depthStepA: usize,
  b: usize, depthStepB: usize, columnStepB: usize,
  c: usize, M: i32, K: i32, N: i32, bias: usize, scratch: usize,
): void {
  const stepC = (<usize>N) << 2
  const spill = scratch + <usize>DEPTH * PANEL_STEP
  const biasRow = spill + 6 * PANEL_STEP
  const blocks = (K + DEPTH - 1) / DEPTH
  const blockDepth = (K + blocks - 1) / blocks
  for (let k0 = 0; k0 < K; k0 += blockDepth) {
    const depth = min(blockDepth, K - k0)
    for (let j = 0; j < N; j += TILE_COLUMNS) {
      const columns = min(TILE_COLUMNS, N - j)
      let panel = b + <usize>k0 * depthStepB + <usize>j * columnStepB
      let panelStep = depthStepB
      if (M > FEW_ROWS || columns < TILE_COLUMNS || columnStepB != 4) {
        packPanel(panel, depthStepB, columnStepB, depth, columns, scratch)
        panel = scratch
        panelStep = PANEL_STEP
      }
      const direct = k0 == 0 && columns == TILE_COLUMNS
      let init: usize = 0
      if (k0 == 0 && bias) {
        for (let q = 0; q < TILE_COLUMNS; q++) set(biasRow, q, q < columns ? get(bias, j + q) : 0)
        init = biasRow
      }
      for (let i = 0; i < M;) {
        const rows = TILE_COLUMNS == 16 ? rowsOfWideTile(M - i) : rowsOfNarrowTile(M - i)
        const rowsOfA = a + <usize>i * rowStepA + <usize>k0 * depthStepA
        const target = c + <usize>i * stepC + ((<usize>j) << 2)
        const out = direct ? target : spill
        const outStep = direct ? stepC : PANEL_STEP
        if (TILE_COLUMNS == 16) wideTile(rows, rowsOfA, rowStepA, depthStepA, panel, panelStep, depth, out, outStep, init)
        else narrowTile(rows, rowsOfA, rowStepA, depthStepA, panel, panelStep, depth, out, outStep, init)
        if (!direct) {
          for (let r = 0; r < rows; r++) {
            const row = target + <usize>r * stepC
            const sum = spill + <usize>r * PANEL_STEP
            if (k0 > 0) addRow(row, sum, columns)
            else memory.copy(row, sum, (<usize>columns) << 2)
          }
        }
        i += rows
      }
    }
  }
}
