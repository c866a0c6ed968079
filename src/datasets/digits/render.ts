import type { Random } from '../../domain/random.ts'
import type { Glyph } from './handwriting.ts'
import { PARAMETERS } from './parameters.ts'
import { smoothNoise } from './smooth-noise.ts'
import type { Point } from './stroke.ts'

/** Height and width of an image, px. */
export const SIDE = 28
/** The digit is drawn on a larger canvas, so that it can be centred when it is cut out. */
const CANVAS = 36
const MIDDLE = (CANVAS - 1) / 2

/** The pen at one point of a path: half its width (px) and how dark it writes (1 is full). */
type Nib = { radius: number; ink: number }

/** Draws the glyph with its centre of mass in the middle and writes SIDE × SIDE bytes to `out`. */
export function renderGlyph(glyph: Glyph, random: Random, out: Uint8Array): void {
  const { edge, ink } = PARAMETERS.pen
  const canvas = new Float64Array(CANVAS * CANVAS)
  const fade = random.uniform(edge.low, edge.high)
  const darkness = random.uniform(ink.low, ink.high)
  for (const path of glyph.paths) {
    const nibs = penAlong(path, glyph, darkness, random)
    for (let i = 0; i + 1 < path.length; i++) {
      inkSegment(canvas, path[i]!, path[i + 1]!, nibs[i]!, nibs[i + 1]!, fade)
    }
  }
  cutOutCentred(canvas, out)
}

/** The pen at each point: pressure varies, the ends taper, and a broad nib writes falling strokes thicker. */
function penAlong(path: readonly Point[], glyph: Glyph, darkness: number, random: Random): Nib[] {
  const { pressure, taper, paler } = PARAMETERS.pen
  const [pressing, flow] = [smoothNoise(random, 4), smoothNoise(random, 4)]
  const [startTaper, endTaper] = [random.uniform(0, taper), random.uniform(0, taper)]
  const last = path.length - 1
  return path.map((_, i) => {
    const before = path[Math.max(0, i - 1)]!
    const after = path[Math.min(last, i + 1)]!
    const [dx, dy] = [after.x - before.x, after.y - before.y]
    const falling = (2 * dx * dy) / (dx * dx + dy * dy + 1e-9) // −1 on a rising diagonal, 1 on a falling one
    const ends = 1 - startTaper * Math.max(0, 1 - i / 3) - endTaper * Math.max(0, 1 - (last - i) / 3)
    const factor = (1 + pressure * pressing(i / last)) * (1 + glyph.nib * falling) * ends
    return { radius: Math.max(0.45, 0.5 * glyph.penWidth * factor), ink: darkness + paler * flow(i / last) }
  })
}

/** Inks the pixels near the segment from p to q, darkest where strokes overlap. */
function inkSegment(canvas: Float64Array, p: Point, q: Point, from: Nib, to: Nib, fade: number): void {
  const [px, py, dx, dy] = [p.x + MIDDLE, p.y + MIDDLE, q.x - p.x, q.y - p.y]
  const inverse = 1 / (dx * dx + dy * dy + 1e-9)
  const reach = Math.max(from.radius, to.radius) + fade / 2
  const left = Math.max(0, Math.ceil(Math.min(px, px + dx) - reach))
  const right = Math.min(CANVAS - 1, Math.floor(Math.max(px, px + dx) + reach))
  const top = Math.max(0, Math.ceil(Math.min(py, py + dy) - reach))
  const bottom = Math.min(CANVAS - 1, Math.floor(Math.max(py, py + dy) + reach))
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const along = Math.max(0, Math.min(1, ((x - px) * dx + (y - py) * dy) * inverse))
      const [awayX, awayY] = [x - px - along * dx, y - py - along * dy]
      const square = awayX * awayX + awayY * awayY
      if (square > reach * reach) continue
      const inside = from.radius + (to.radius - from.radius) * along - Math.sqrt(square)
      const cover = Math.min(1, inside / fade + 0.5)
      if (cover <= 0) continue
      const value = cover * (from.ink + (to.ink - from.ink) * along)
      const k = y * CANVAS + x
      if (value > canvas[k]!) canvas[k] = value
    }
  }
}

/** Cuts out SIDE × SIDE with the centre of mass in the middle, to the nearest whole pixel as MNIST does. */
function cutOutCentred(canvas: Float64Array, out: Uint8Array): void {
  const [across, down] = [new Float64Array(CANVAS), new Float64Array(CANVAS)]
  for (let y = 0; y < CANVAS; y++) {
    for (let x = 0; x < CANVAS; x++) {
      const value = Math.min(1, canvas[y * CANVAS + x]!)
      across[x] = across[x]! + value
      down[y] = down[y]! + value
    }
  }
  const [left, top] = [firstOfCut(across), firstOfCut(down)]
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const value = canvas[(y + top) * CANVAS + x + left]!
      out[y * SIDE + x] = Math.min(255, Math.floor(value * 255 + 0.5))
    }
  }
}

/** The first row or column to keep, from the ink in each: a lopsided digit is shifted less, to keep its border clear. */
function firstOfCut(ink: Float64Array): number {
  let [mass, moment] = [0, 0]
  for (let k = 0; k < CANVAS; k++) {
    mass += ink[k]!
    moment += k * ink[k]!
  }
  const centred = Math.floor(moment / mass - (SIDE - 1) / 2 + 0.5)
  const first = ink.findIndex((value) => value > 0)
  const last = ink.findLastIndex((value) => value > 0)
  return Math.max(0, Math.min(CANVAS - SIDE, Math.max(last - SIDE + 2, Math.min(first - 1, centred))))
}
