import { buildLayers } from './architecture.ts'
import { contentKey, optimizerContent } from './content-key.ts'
import type { DatasetInfo } from './dataset.ts'
import { recipeOf } from './planned-recipe.ts'
import type { ArmSpec, Spec, StartSpec } from './spec.ts'

/**
 * Equal for arms, also of different experiments, that have one name and whose runs differ in nothing but batch size,
 * learning rate and seed: the data, the network as it is built, the budget and the rules are the same.
 */
export function armKey(spec: Spec, arm: ArmSpec, dataset: DatasetInfo): string {
  return contentKey({ name: arm.name, ...armContent(spec, arm, dataset) })
}

function armContent(spec: Spec, arm: ArmSpec, dataset: DatasetInfo): object {
  // The batch size is no part of what an arm is, and a recipe cannot be without one.
  const recipe = recipeOf(spec, dataset, arm, 1, spec.budget, 0)
  const { batchSize: _b, checkpointEveryEpochs: _c, dataset: _d, normalization: _n, ...rest } = recipe
  return {
    ...rest,
    dataset: dataset.digest,
    network: {
      layers: buildLayers(spec.network, arm.normalization, dataset.height * dataset.width, dataset.classes),
      initialization: spec.network.initialization,
    },
    optimizer: optimizerContent(spec.optimizer),
    learningRateRule: ruleContent(spec.learningRateRule),
    start: startContent(spec, arm.start, dataset),
  }
}

/** A rate that does not follow the batch size has no reference. */
function ruleContent(rule: Spec['learningRateRule']): object {
  return rule.rule === 'fixed' ? { rule: rule.rule } : rule
}

/** Weights of another arm's runs are what that arm is, whatever it is called. */
function startContent(spec: Spec, start: StartSpec, dataset: DatasetInfo): object {
  if (start.from === 'checkpoint') {
    const { of: _words, ...content } = start
    return content
  }
  if (start.from === 'fresh') return start
  const { arm: name, ...rest } = start
  return {
    ...rest,
    arm: armContent(
      spec,
      spec.arms.find((arm) => arm.name === name)!,
      dataset,
    ),
  }
}
