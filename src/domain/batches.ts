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

/** How many steps a budget is, where an epoch has `stepsPerEpoch` steps of about `batchSize` images. */
export function stepsOfBudget(budget: BudgetSpec, stepsPerEpoch: number, batchSize: number): number {
  switch (budget.unit) {
    case 'epochs':
      return budget.amount * stepsPerEpoch
    case 'steps':
      return budget.amount
    case 'examples':
      return Math.max(1, Math.round(budget.amount / batchSize))
  }
}

/** The order in which a seed's epoch (counted from 0) visits `examples` images: the same for every arm. */
export function epochOrder(seed: number, epoch: number, examples: number): Int32Array {
  const order = Int32Array.from({ length: examples }, (_, i) => i)
  return new Random(seed, PURPOSE.dataOrder, epoch).shuffle(order)
}
