import type { BudgetSpec, LastBatchRule } from './spec.ts'
import { Random } from './random.ts'
import { PURPOSE } from './streams.ts'

/**
 * The sizes of an epoch's batches over `examples` images, in order. `auto` keeps a smaller last batch, but merges
 * it into the one before when it would be a single image, on which batch normalization has no variance.
 * A set smaller than one batch is one batch, except under `drop`, where it is none.
 */
export function batchSizesOfEpoch(examples: number, batchSize: number, rule: LastBatchRule): number[] {
  const full = Math.floor(examples / batchSize)
  const rest = examples - full * batchSize
  const sizes: number[] = Array.from({ length: full }, () => batchSize)
  if (rest === 0 || rule === 'drop') return sizes
  const merges = full > 0 && (rule === 'merge' || (rule === 'auto' && rest === 1))
  if (merges) sizes[full - 1] = batchSize + rest
  else sizes.push(rest)
  return sizes
}

/**
 * How many steps a budget is, where an epoch has batches of these sizes. A budget in examples is met as nearly as
 * whole steps can at the epoch's mean batch size, so that n epochs' worth of images are n epochs. At least 1.
 */
export function stepsOfBudget(budget: BudgetSpec, batchSizes: readonly number[]): number {
  switch (budget.unit) {
    case 'epochs':
      return budget.amount * batchSizes.length
    case 'steps':
      return budget.amount
    case 'examples': {
      const examplesPerEpoch = batchSizes.reduce((sum, size) => sum + size, 0)
      return Math.max(1, Math.round((budget.amount * batchSizes.length) / examplesPerEpoch))
    }
  }
}

/** The order in which a seed's epoch (counted from 0) visits `examples` images: the same for every arm. */
export function epochOrder(seed: number, epoch: number, examples: number): Int32Array {
  const order = Int32Array.from({ length: examples }, (_, i) => i)
  return new Random(seed, PURPOSE.dataOrder, epoch).shuffle(order)
}

/**
 * The order in which statistics of batches are taken in evaluation, the same for every run: mixed, because a data
 * set may be sorted by class, and a batch of one class has statistics that training never saw.
 */
export function evaluationOrder(examples: number): Int32Array {
  const order = Int32Array.from({ length: examples }, (_, i) => i)
  return new Random(0, PURPOSE.evaluationOrder).shuffle(order)
}
