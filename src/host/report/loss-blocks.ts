import type { RunRecord } from '../../contract/experiment-record.ts'
import type { Point } from './curve.ts'

/** A curve has no more points than this; the blocks are made as long as that needs. */
const MOST_POINTS = 100
const BLOCKS_PER_EPOCH = [50, 20, 10, 5, 2, 1]

/** How long a block is, in epochs, so that so many epochs give at most 100 blocks: a round part or multiple of one. */
export function blockLength(epochs: number): number {
  const perEpoch = BLOCKS_PER_EPOCH.find((count) => count * epochs <= MOST_POINTS)
  return perEpoch === undefined ? Math.ceil(epochs / MOST_POINTS) : 1 / perEpoch
}

/**
 * A run's training loss thinned by means: each point is the mean loss of a block's steps, at the block's middle in
 * epochs. A block is at least one step, and the last one may be shorter. It ends before a step whose loss is not finite.
 */
export function lossBlocks({ series, stepsPerEpoch }: RunRecord, epochsPerBlock: number): Point[] {
  const end = series.loss.findIndex((value) => !Number.isFinite(value))
  const loss = end < 0 ? series.loss : series.loss.subarray(0, end)
  const stepsPerBlock = Math.max(1, stepsPerEpoch * epochsPerBlock)
  const count = Math.ceil(loss.length / stepsPerBlock - 1e-9)
  return Array.from({ length: count }, (_, block) => {
    const first = Math.round(block * stepsPerBlock)
    const next = Math.min(loss.length, Math.round((block + 1) * stepsPerBlock))
    const sum = loss.subarray(first, next).reduce((total, value) => total + value, 0)
    return { x: (first + next) / 2 / stepsPerEpoch, y: sum / (next - first) }
  })
}
