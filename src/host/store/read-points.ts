import type { SeriesPoints } from '../../contract/host-answers.ts'
import { BLOCK, Blocks, forEachBlock } from './blocks.ts'
import { WINDOW, type chunkStore, type Level } from './chunks.ts'

type Chunks = ReturnType<typeof chunkStore>

/** A point stands for at least so many blocks of the level that it is read from: rounding to them costs few points. */
const BLOCKS_A_POINT = 4
const blockSteps: Record<Level, number> = { 0: 1, 1: BLOCK, 2: BLOCK * BLOCK }

/**
 * At most `points` points for the steps from `from` to before `to` of a series that is as long as that. A point begins
 * at a multiple of one stride, the first at `from`; it holds the least, greatest and last value of all its steps, by
 * the rules in blocks.ts.
 */
export function readPoints(
  chunks: Chunks,
  series: number,
  { from, to, points }: { from: number; to: number; points: number },
): SeriesPoints {
  const { level, stride } = choose(from, to, points)
  const first = Math.floor(from / stride)
  const count = to > from ? Math.floor((to - 1) / stride) - first + 1 : 0
  const blocks = new Blocks(count)
  gather(chunks, series, level, from, to, (step, min, max, last) => {
    blocks.add(Math.floor(step / stride) - first, min, max, last)
  })
  const steps = Int32Array.from({ length: count }, (_, index) => Math.max(from, (first + index) * stride))
  return { steps, min: blocks.min, max: blocks.max, last: blocks.last, total: Math.max(0, to - from) }
}

/** The highest level whose blocks are fine enough, and the stride in steps: a multiple of its blocks. */
function choose(from: number, to: number, points: number): { level: Level; stride: number } {
  const steps = Math.max(1, Math.ceil((to - from) / points))
  const level = ([2, 1] as const).find((level) => steps >= BLOCKS_A_POINT * blockSteps[level]) ?? 0
  const unit = blockSteps[level]
  let stride = Math.ceil(steps / unit) * unit
  // Points begin at multiples of the stride, so that one more may be touched than fit in.
  while (Math.floor((to - 1) / stride) - Math.floor(from / stride) >= points) stride += unit
  return { level, stride }
}

type Visit = (step: number, min: number, max: number, last: number) => void

/** Visits whole blocks of the level where there are such, and single values before and after them, in order. */
function gather(chunks: Chunks, series: number, level: Level, from: number, to: number, visit: Visit): void {
  const unit = blockSteps[level]
  // Of the last window, which has no blocks yet when it isn't full, the values are read.
  const start = Math.min(to, Math.ceil(from / unit) * unit)
  const end = level === 0 ? start : Math.max(start, to - (to % WINDOW))
  visitValues(chunks, series, from, start, visit)
  if (level > 0 && end > start) {
    for (const { firstStep, data } of chunks.rows(series, level, start, end)) {
      forEachBlock(data, (index, min, max, last) => {
        const step = firstStep + index * unit
        if (step >= start && step < end) visit(step, min, max, last)
      })
    }
  }
  visitValues(chunks, series, end, to, visit)
}

function visitValues(chunks: Chunks, series: number, from: number, to: number, visit: Visit): void {
  if (to <= from) return
  const values = chunks.values(series, from, to)
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    visit(from + index, value, value, value)
  }
}
