import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { buildLayers } from './architecture.ts'
import { stepPlan, type Recipe } from './recipe.ts'
import type { NormalizationSpec, OptimizerSpec } from './spec.ts'

/** The first 16 hexadecimal digits of the SHA-256 of a value's canonical JSON (keys sorted at every depth). */
export function contentKey(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value)))).slice(0, 16)
}

/** JSON whose text does not depend on the order in which an object's keys were set. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, held: unknown) =>
    typeof held === 'object' && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  )
}

/**
 * What of a recipe decides numbers, in a form where equal meanings are equal: the network as it is built, the steps
 * as they are counted, and neither the data set's name nor the checkpoints' cadence. The weights a run starts from,
 * its seed and its learning rate are not in it.
 */
export function recipeContent(
  recipe: Recipe,
  normalization: NormalizationSpec = recipe.normalization,
): unknown {
  const { dataset, network, optimizer, normalization: _n, budget: _b, lastBatch: _l, ...others } = recipe
  const { checkpointEveryEpochs: _c, ...rest } = others
  const { batchSizes, totalSteps } = stepPlan(recipe)
  return {
    ...rest,
    dataset: dataset.digest,
    network: {
      layers: buildLayers(network, normalization, dataset.height * dataset.width, dataset.classes),
      initialization: network.initialization,
    },
    optimizer: optimizerContent(optimizer),
    steps: { perEpoch: batchSizes.length, lastBatch: batchSizes[batchSizes.length - 1], total: totalSteps },
  }
}

/** Where nothing decays it does not matter what would. */
export function optimizerContent(optimizer: OptimizerSpec): OptimizerSpec {
  return optimizer.weightDecay === 0 ? { ...optimizer, decayNormAndBias: true } : optimizer
}
