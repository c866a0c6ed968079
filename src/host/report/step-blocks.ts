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
 * A value of each of a run's steps thinned by means: each point is the mean of a block's steps, at the block's middle in
 * epochs. A block is at least one step, and the last one may be shorter. It ends before a value that is not finite.
 */
export function stepBlocks(values: Float32Array, stepsPerEpoch: number, epochsPerBlock: number): Point[] {
  const end = values.findIndex((value) => !Number.isFinite(value))
  const finite = end < 0 ? values : values.subarray(0, end)
  const stepsPerBlock = Math.max(1, stepsPerEpoch * epochsPerBlock)
  const count = Math.ceil(finite.length / stepsPerBlock - 1e-9)
  return Array.from({ length: count }, (_, block) => {
    const first = Math.round(block * stepsPerBlock)
    const next = Math.min(finite.length, Math.round((block + 1) * stepsPerBlock))
    const sum = finite.subarray(first, next).reduce((total, value) => total + value, 0)
    return { x: (first + next) / 2 / stepsPerEpoch, y: sum / (next - first) }
  })
}
