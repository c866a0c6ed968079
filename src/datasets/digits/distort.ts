import type { Random } from '../../domain/random.ts'
import { STEP } from './curve.ts'
import { smoothNoise, splineWeights } from './smooth-noise.ts'
import type { Point } from './stroke.ts'

/** Cells per side of the elastic field, and how far from the middle it reaches. */
const CELLS = 3
const NODES = CELLS + 2
const REACH = 60
/** Length of path for one bend of the wobble, in percent of the glyph box. */
const BEND = 55

export type Posture = { slant: number; rotation: number; aspect: number }

/** A source of displacements along a path, and their deviation in percent of the glyph box. */
export type Wobble = { random: Random; deviation: number }

/** Moves a path by smooth noise along it. Each kind of wobble bends it about once per BEND of its length. */
export function wobble(path: Point[], kinds: readonly Wobble[]): void {
  const spans = Math.max(1, Math.floor(((path.length - 1) * STEP) / BEND + 0.5))
  for (const { random, deviation } of kinds) {
    const [x, y] = [smoothNoise(random, spans), smoothNoise(random, spans)]
    path.forEach((point, i) => {
      point.x += x(i / (path.length - 1)) * deviation
      point.y += y(i / (path.length - 1)) * deviation
    })
  }
}

/** Moves a whole path: strokes of one digit are never quite where they belong. */
export function shift(path: Point[], random: Random, deviation: number): void {
  const [x, y] = [random.bellShaped(0, deviation), random.bellShaped(0, deviation)]
  for (const point of path) {
    point.x += x
    point.y += y
  }
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
    const first = 2 * (row.index * NODES + column.index)
    point.x += blend(nodes, first, column.weights, row.weights)
    point.y += blend(nodes, first + 1, column.weights, row.weights)
  }
}

type Weights = readonly [number, number, number]

function cellOf(place: number): { index: number; weights: Weights } {
  const inGrid = ((place + REACH) / (2 * REACH)) * CELLS
  const index = Math.max(0, Math.min(CELLS - 1, Math.floor(inGrid)))
  return { index, weights: splineWeights(Math.max(0, Math.min(1, inGrid - index))) }
}

/** The value between three by three nodes, the first at `first`. */
function blend(nodes: readonly number[], first: number, across: Weights, down: Weights): number {
  const row = (k: number) => across[0] * nodes[k]! + across[1] * nodes[k + 2]! + across[2] * nodes[k + 4]!
  return down[0] * row(first) + down[1] * row(first + 2 * NODES) + down[2] * row(first + 4 * NODES)
}

/** Widens the paths together where they are narrower than `narrowest` times their height. */
export function widen(paths: readonly Point[][], narrowest: number): void {
  const { left, right, top, bottom } = boundsOf(paths)
  const factor = (narrowest * (bottom - top)) / (right - left)
  if (factor <= 1) return
  const middle = (left + right) / 2
  for (const path of paths) {
    for (const point of path) point.x = middle + (point.x - middle) * factor
  }
}

/**
 * Scales the paths together so that the longer side of their bounds is `size`, and puts the middle at the origin.
 * Answers the shorter side.
 */
export function fitTo(paths: readonly Point[][], size: number): number {
  const { left, right, top, bottom } = boundsOf(paths)
  const scale = size / Math.max(right - left, bottom - top)
  for (const path of paths) {
    for (const point of path) {
      point.x = (point.x - (left + right) / 2) * scale
      point.y = (point.y - (top + bottom) / 2) * scale
    }
  }
  return scale * Math.min(right - left, bottom - top)
}

function boundsOf(paths: readonly Point[][]): { left: number; right: number; top: number; bottom: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const path of paths) {
    for (const { x, y } of path) {
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  return { left, right, top, bottom }
}
