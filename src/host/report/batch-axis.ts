import type { Cell } from '../../domain/compared-run.ts'
import type { Scale } from './scale.ts'

/** Batch sizes on a logarithmic axis, with a place beside each other for what is compared at one of them. */
export type BatchAxis = {
  scale: Scale
  /** Position of the `index`-th of the things compared; `shift` moves within its place, from −0.5 to 0.5. */
  position: (batchSize: number, index: number, shift?: number) => number
  label: (position: number) => string
}

/** @param count how many things stand side by side at each batch size */
export function batchAxis(cells: readonly Cell[], count: number): BatchAxis {
  const sizes = [...new Set(cells.map(({ batchSize }) => batchSize))].toSorted((a, b) => a - b)
  const ticks = sizes.map(Math.log2)
  const gaps = ticks.slice(1).map((tick, index) => tick - ticks[index]!)
  const room = Math.min(1, ...gaps)
  const margin = (ticks.length === 1 ? 1.4 : 0.6) * room
  const place = (0.72 * room) / Math.max(count, 2)
  return {
    scale: {
      min: ticks[0]! - margin,
      max: ticks.at(-1)! + margin,
      ticks,
      isLogarithmic: false,
    },
    position: (batchSize, index, shift = 0) =>
      Math.log2(batchSize) + place * (index - (count - 1) / 2 + 0.7 * shift),
    label: (position) => String(Math.round(2 ** position)),
  }
}
