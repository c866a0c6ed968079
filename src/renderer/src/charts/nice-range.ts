export type Range = { min: number; max: number }

/** Times a power of ten: where a linear axis may end. */
const ENDS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]

/** The least round number at or above a positive one. */
function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = ENDS.find((end) => end * power >= value * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(2))
}

/** The greatest of 1, 2 and 5 times a power of ten at or below a positive number. */
function niceBelow(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return [5, 2, 1].map((factor) => factor * power).find((nice) => nice <= value * (1 + 1e-9)) ?? power
}

/** A logarithmic axis shows at most so many times its least value. */
const MOST_DECADES = 1e4

/** What is less is nothing to an axis: its powers of ten would end before the numbers of this machine do. */
const NOTHING = 1e-300

/** Round ends of an axis for these values: they seldom change while values are added. Linear axes begin at zero. */
export function niceRange({ min, max }: Range, isLogarithmic: boolean): Range {
  if (!(max > NOTHING)) return { min: isLogarithmic ? 0.1 : 0, max: 1 }
  const top = niceAbove(max)
  if (!isLogarithmic) return { min: 0, max: top }
  return { min: Math.min(niceBelow(Math.max(min, top / MOST_DECADES)), top / 10), max: top }
}

/** The least and the greatest finite y of points that are x and y in turn, within a part of the axis. */
export function rangeOf(points: Float64Array, from: number, to: number): Range {
  const range = { min: Infinity, max: -Infinity }
  for (let index = 0; index < points.length; index += 2) {
    const [x, y] = [points[index]!, points[index + 1]!]
    if (!Number.isFinite(y) || x < from || x > to) continue
    if (y < range.min) range.min = y
    if (y > range.max) range.max = y
  }
  return range
}

export function unionOf(ranges: readonly Range[]): Range {
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  }
}

export type Span = Range & { step: number }

/** With round steps, at most six. */
export function spanOf({ min, max }: Range): Span {
  return { min, max, step: roundStep((max - min) / 6) }
}

/** Over more than so many times its least value an axis has powers of ten alone. */
const MOST_FINE = 1000

/** Round values of a logarithmic axis, from three to about a dozen: 1, 2 and 5 times powers of ten, or powers alone. */
export function logTicks({ min, max }: Range): number[] {
  const factors = max / min > MOST_FINE ? [1] : [1, 2, 5]
  const [first, last] = [min, max].map((end) => Math.floor(Math.log10(end) + 1e-9)) as [number, number]
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
    .flatMap((power) => factors.map((factor) => Number((factor * 10 ** power).toPrecision(1))))
    .filter((tick) => tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9))
}

/** Values that differ by less of their size are equal but for rounding. */
const NEARLY = 1e-10

/** Round ends around values that may lie on both sides of zero, with a few round steps of at least one size between them. */
export function niceSpan({ min, max }: Range, limits: Partial<Range> = {}, leastStep = 0): Span {
  if (!(max >= min)) return { min: limits.min ?? 0, max: limits.max ?? 1, step: 0.25 }
  const size = Math.max(Math.abs(min), Math.abs(max))
  const room = max - min > Math.max(NEARLY * size, NOTHING) ? 0.06 * (max - min) : Math.max(size, 1e-3) * 0.1
  const step = Math.max(leastStep, roundStep((max - min + 2 * room) / 5))
  const [low, high] = [Math.floor((min - room) / step), Math.ceil((max + room) / step)].map((steps) =>
    Number((steps * step).toPrecision(12)),
  ) as [number, number]
  return { min: Math.max(low, limits.min ?? -Infinity), max: Math.min(high, limits.max ?? Infinity), step }
}

/** So often a step is made longer: more than any text of a number has digits. */
const MOST_STEPS = 60

/** The same with steps so long that no two of them read the same: equal values have an axis finer than its words. */
export function readableSpan(range: Range, limits: Partial<Range>, text: (value: number) => string): Span {
  let span = niceSpan(range, limits)
  for (let tries = 0; tries < MOST_STEPS && readsTwice(span, text); tries++)
    span = niceSpan(range, limits, roundStep(1.5 * span.step))
  return span
}

/** Whether two of its steps read the same, or would if they were rounded the other way at a half. */
function readsTwice({ min, max, step }: Span, text: (value: number) => string): boolean {
  const [first, last] = [Math.ceil(min / step - 1e-6), Math.floor(max / step + 1e-6)] as const
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
  return [1 - 1e-9, 1, 1 + 1e-9].some(
    (nudge) => new Set(ticks.map((tick) => text(nudge * tick))).size < ticks.length,
  )
}

/** The least of 1, 2 and 5 times a power of ten at or above a positive number. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const factor = [1, 2, 5, 10].find((each) => each * power >= value * (1 - 1e-9)) ?? 10
  return Number((factor * power).toPrecision(1))
}
