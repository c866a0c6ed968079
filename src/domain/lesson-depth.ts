import { identityAffine, normalizeBatch, type Matrix } from './normalization.ts'
import { Random } from './random.ts'

/** A signal on its way through a deep network that has not been trained yet. */

export type DepthSettings = {
  seed: number
  layers: number
  units: number
  batchSize: number
  /** Times the scale of He et al. 2015, which keeps the variance through ReLUs. */
  weightScale: number
}

/** How far the inputs of each activation spread over the batch, averaged over the units; first layer first. */
export type SignalByDepth = { without: number[]; with: number[] }

/** Sends one batch through the same random layers with and without batch normalization before each ReLU. */
export function signalByDepth({ seed, layers, units, batchSize, weightScale }: DepthSettings): SignalByDepth {
  const random = new Random(seed, layers, units)
  const draw = (rows: number, deviation: number): number[][] =>
    Array.from({ length: rows }, () => Array.from({ length: units }, () => random.bellShaped(0, deviation)))
  let plain = draw(batchSize, 1)
  let normalized = plain
  const spreads: SignalByDepth = { without: [], with: [] }
  for (let layer = 0; layer < layers; layer++) {
    const weights = draw(units, weightScale * Math.sqrt(2 / units))
    const before = multiply(plain, weights)
    const { output } = normalizeBatch(multiply(normalized, weights), identityAffine(units))
    spreads.without.push(spreadOf(before))
    spreads.with.push(spreadOf(output))
    plain = rectify(before)
    normalized = rectify(output)
  }
  return spreads
}

function spreadOf(x: Matrix): number {
  const { variance } = normalizeBatch(x, identityAffine(x[0]!.length))
  return variance.reduce((sum, value) => sum + Math.sqrt(value), 0) / variance.length
}

function multiply(x: Matrix, weights: Matrix): number[][] {
  const width = weights[0]!.length
  return x.map((row) => {
    const sums = new Array<number>(width).fill(0)
    row.forEach((value, i) => {
      const from = weights[i]!
      for (let j = 0; j < width; j++) sums[j]! += value * from[j]!
    })
    return sums
  })
}

const rectify = (x: Matrix): number[][] => x.map((row) => row.map((value) => Math.max(0, value)))
