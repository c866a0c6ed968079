import type { Random } from '../../domain/random.ts'
import { PARAMETERS } from './parameters.ts'
import { smoothNoise, smoothStep } from './smooth-noise.ts'
import type { Point } from './stroke.ts'

/** Nodes per side of the elastic field, and how far from the middle its outermost nodes lie. */
const NODES = 4
const REACH = 60

export type Posture = { slant: number; rotation: number; aspect: number }

/** Moves a path by smooth noise along it: the writer's own bends, the same each time, and those of this image. */
export function wobble(path: Point[], habit: Random, random: Random, unsteadiness: number): void {
  const { habit: own } = PARAMETERS.writer
  const { wobble: passing, strokeShift } = PARAMETERS.image
  const [habitX, habitY] = [smoothNoise(habit, 4), smoothNoise(habit, 4)]
  const [imageX, imageY] = [smoothNoise(random, 5), smoothNoise(random, 5)]
  const shiftX = random.bellShaped(0, strokeShift * unsteadiness)
  const shiftY = random.bellShaped(0, strokeShift * unsteadiness)
  path.forEach((point, i) => {
    const t = i / (path.length - 1)
    point.x += habitX(t) * own + imageX(t) * passing * unsteadiness + shiftX
    point.y += habitY(t) * own + imageY(t) * passing * unsteadiness + shiftY
  })
}

/** Widens, slants and turns a path about the middle of the glyph box, which becomes the origin. */
export function lean(path: Point[], { slant, rotation, aspect }: Posture): void {
  const cosine = 1 / Math.sqrt(1 + rotation * rotation) // rotation is the tangent of the angle
  const sine = rotation * cosine
  for (const point of path) {
    const v = point.y - 50
    const u = (point.x - 50) * aspect - slant * v
    point.x = u * cosine - v * sine
    point.y = u * sine + v * cosine
  }
}

/** A smooth random displacement of the whole plane: drawn at the nodes of a grid, blended between them. */
export function elasticField(random: Random, deviation: number): (point: Point) => void {
  const nodes = Array.from({ length: 2 * NODES * NODES }, () => random.bellShaped(0, deviation))
  return (point) => {
    const column = cellOf(point.x)
    const row = cellOf(point.y)
    const k = 2 * (row.index * NODES + column.index)
    point.x += blend(nodes, k, column.share, row.share)
    point.y += blend(nodes, k + 1, column.share, row.share)
  }
}

function cellOf(place: number): { index: number; share: number } {
  const inGrid = ((place + REACH) / (2 * REACH)) * (NODES - 1)
  const index = Math.max(0, Math.min(NODES - 2, Math.floor(inGrid)))
  return { index, share: smoothStep(Math.max(0, Math.min(1, inGrid - index))) }
}

function blend(nodes: readonly number[], k: number, across: number, down: number): number {
  const below = k + 2 * NODES
  const top = nodes[k]! + (nodes[k + 2]! - nodes[k]!) * across
  const bottom = nodes[below]! + (nodes[below + 2]! - nodes[below]!) * across
  return top + (bottom - top) * down
}

/** Scales the paths together so that the longer side of their bounds is `size`, and puts the middle at the origin. */
export function fitTo(paths: readonly Point[][], size: number): void {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const path of paths) {
    for (const { x, y } of path) {
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  const scale = size / Math.max(right - left, bottom - top)
  for (const path of paths) {
    for (const point of path) {
      point.x = (point.x - (left + right) / 2) * scale
      point.y = (point.y - (top + bottom) / 2) * scale
    }
  }
}
