import { SHAPES, type ArmLook } from '../../../domain/arm-look.ts'
import { logTicks, type Span } from './nice-range.ts'

/** What charts of arms have in common. */

/** A look for what has none of its own. */
export const PLAIN: ArmLook = { color: 'var(--ui-text)', dash: [], shape: 'circle' }

/** A cross, for where a run diverged. */
export const CROSS = 'path://M-1-.7L-.7-1L0-.3L.7-1L1-.7L.3 0L1 .7L.7 1L0 .3L-.7 1L-1 .7L-.3 0Z'

export const AXIS_TEXT = { color: 'var(--ui-text-muted)', fontSize: 11 }
export const AXIS_LINE = { lineStyle: { color: 'var(--ui-border-accented)' } }
const SPLIT_LINE = { lineStyle: { color: 'var(--ui-border)' } }

export type ValueScale = {
  y: Span
  isLogarithmic: boolean
  /** How a value of the y axis is written. */
  text: (value: number) => string
}

/** The vertical axis, with a line at each of its steps. */
export function valueAxis({ y, isLogarithmic, text }: ValueScale): object {
  const places = isLogarithmic ? { customValues: logTicks(y) } : {}
  return {
    ...{ type: isLogarithmic ? 'log' : 'value', min: y.min, max: y.max, splitLine: SPLIT_LINE },
    ...(!isLogarithmic && { interval: y.step }),
    axisLabel: { ...AXIS_TEXT, ...places, formatter: text, hideOverlap: true },
    ...{ axisLine: { show: false, onZero: false }, axisTick: { show: false, ...places } },
  }
}

export function symbolOf({ shape }: ArmLook): string {
  return `path://${SHAPES[shape]}`
}

export function lineOf({ color, dash }: ArmLook, width: number): object {
  return { color, width, type: dash.length === 0 ? 'solid' : [...dash] }
}

/** What a drawing of one's own is given: places on the canvas for values, and the colour of the series. */
export type DrawApi = {
  value: (dimension: number) => number
  coord: (values: [number, number]) => [number, number]
  visual: (name: 'color') => string
}
