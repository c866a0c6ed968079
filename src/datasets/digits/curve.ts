import type { ControlPoint, Point, Stroke } from './stroke.ts'

/** Distance between the points of a path, in percent of the glyph box: 1 px. */
export const STEP = 5
/** Averaging passes over a path: the hand cannot turn at once. */
const INERTIA = 3

/** The path of the pen through a stroke: one smooth curve from corner to corner. */
export function pathOf(stroke: Stroke): Point[] {
  const path: Point[] = [{ x: stroke[0]!.x, y: stroke[0]!.y }]
  let start = 0
  for (let i = 1; i < stroke.length; i++) {
    if (i < stroke.length - 1 && !stroke[i]!.corner) continue
    const piece = curveThrough(stroke.slice(start, i + 1))
    smoothen(piece)
    for (let k = 1; k < piece.length; k++) path.push(piece[k]!)
    start = i
  }
  return path
}

/** Cubic Hermite curve through the points; a tangent weighs the chords beside it by the length of the other one. */
function curveThrough(points: readonly ControlPoint[]): Point[] {
  const last = points.length - 1
  const lengths = Array.from({ length: last }, (_, i) => distance(points[i]!, points[i + 1]!))
  const tangents = points.map((_, i) => tangentAt(points, lengths, i))
  const path: Point[] = [{ x: points[0]!.x, y: points[0]!.y }]
  for (let i = 0; i < last; i++) {
    const length = lengths[i]!
    const steps = Math.max(1, Math.ceil(length / STEP))
    for (let k = 1; k <= steps; k++) {
      path.push(hermite(points[i]!, tangents[i]!, points[i + 1]!, tangents[i + 1]!, length, k / steps))
    }
  }
  return path
}

function hermite(p: Point, pTangent: Point, q: Point, qTangent: Point, length: number, t: number): Point {
  const s = 1 - t
  const p0 = s * s * (1 + 2 * t)
  const p1 = s * s * t * length
  const q0 = t * t * (3 - 2 * t)
  const q1 = -s * t * t * length
  return {
    x: p0 * p.x + p1 * pTangent.x + q0 * q.x + q1 * qTangent.x,
    y: p0 * p.y + p1 * pTangent.y + q0 * q.y + q1 * qTangent.y,
  }
}

function tangentAt(points: readonly Point[], lengths: readonly number[], i: number): Point {
  const last = lengths.length
  if (i === 0) return slope(points, lengths, 0)
  if (i === last) return slope(points, lengths, last - 1)
  const before = slope(points, lengths, i - 1)
  const after = slope(points, lengths, i)
  const share = lengths[i]! / (lengths[i - 1]! + lengths[i]!)
  return { x: after.x + (before.x - after.x) * share, y: after.y + (before.y - after.y) * share }
}

function slope(points: readonly Point[], lengths: readonly number[], i: number): Point {
  const [p, q, length] = [points[i]!, points[i + 1]!, lengths[i]!]
  return { x: (q.x - p.x) / length, y: (q.y - p.y) / length }
}

function distance(p: Point, q: Point): number {
  const [dx, dy] = [q.x - p.x, q.y - p.y]
  return Math.sqrt(dx * dx + dy * dy) + 1e-6
}

/** Averages neighbours in place, the ends fixed. */
function smoothen(path: Point[]): void {
  for (let pass = 0; pass < INERTIA; pass++) {
    let { x, y } = path[0]!
    for (let i = 1; i + 1 < path.length; i++) {
      const [p, q] = [path[i]!, path[i + 1]!]
      const { x: oldX, y: oldY } = p
      p.x = (x + 2 * p.x + q.x) / 4
      p.y = (y + 2 * p.y + q.y) / 4
      x = oldX
      y = oldY
    }
  }
}
