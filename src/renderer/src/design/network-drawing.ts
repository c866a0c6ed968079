import { numberText } from '../../../domain/number-text.ts'
import type { NetworkColumn, NetworkPart } from './network-shape.ts'

/** A network as a drawing: places in an SVG of this width and height. */
export type NetworkDrawing = {
  width: number
  height: number
  columns: DrawnColumn[]
  lines: { x1: number; y1: number; x2: number; y2: number }[]
  /** The network in words. */
  label: string
}

export type DrawnColumn = {
  x: number
  units: number
  /** Where each drawn unit is; fewer than there are units. */
  circles: number[]
  /** Where dots stand for the units that are not drawn; null where all are. */
  dots: number | null
  unitsAt: number
  parts: (NetworkPart & { y: number })[]
  learned: number
  learnedAt: number
}

const COLUMN = 104
const UNIT = 14
const MOST_UNITS = 7
const MIDDLE = 54
const UNITS_AT = 120
const PARTS_AT = 128
const PART = 20

export function diagramOf(columns: readonly NetworkColumn[]): NetworkDrawing {
  const mostParts = Math.max(...columns.map(({ parts }) => parts.length))
  const learnedAt = PARTS_AT + mostParts * PART + 12
  const drawn = columns.map((column, i) => drawnColumn(column, COLUMN * (i + 0.5), learnedAt))
  return {
    width: COLUMN * columns.length,
    height: learnedAt + 6,
    columns: drawn,
    lines: drawn.slice(1).flatMap((right, i) => linesBetween(drawn[i]!, right)),
    label: columns
      .map(({ units, parts }) => `${numberText(units)} (${parts.map(({ text }) => text).join(', ')})`)
      .join(' → '),
  }
}

function drawnColumn({ units, parts, learned }: NetworkColumn, x: number, learnedAt: number): DrawnColumn {
  const all = units <= MOST_UNITS
  const places = Array.from(
    { length: Math.min(units, MOST_UNITS) },
    (_, i, count = Math.min(units, MOST_UNITS)) => MIDDLE + UNIT * (i - (count - 1) / 2),
  )
  const gap = Math.floor(MOST_UNITS / 2)
  return {
    x,
    units,
    circles: all ? places : places.toSpliced(gap, 1),
    dots: all ? null : places[gap]!,
    unitsAt: UNITS_AT,
    parts: parts.map((part, i) => ({ ...part, y: PARTS_AT + i * PART })),
    learned,
    learnedAt,
  }
}

function linesBetween(left: DrawnColumn, right: DrawnColumn): NetworkDrawing['lines'] {
  return left.circles.flatMap((y1) =>
    right.circles.map((y2) => ({ x1: left.x + 6, y1, x2: right.x - 6, y2 })),
  )
}
