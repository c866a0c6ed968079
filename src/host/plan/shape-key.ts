import { buildLayers } from '../../domain/architecture.ts'
import { contentKey } from '../../domain/content-key.ts'
import type { Recipe } from '../../domain/recipe.ts'

/** Recipes are shared by many runs, and never changed: each is hashed once. */
const known = new WeakMap<Recipe, Map<number, string>>()

/** Equal for recipes that cost the same to train a step of and to evaluate, whatever their length, rates and seeds. */
export function shapeKey(recipe: Recipe, cohort: number): string {
  const keys = known.get(recipe) ?? new Map<number, string>()
  known.set(recipe, keys)
  const key = keys.get(cohort) ?? computed(recipe, cohort)
  keys.set(cohort, key)
  return key
}

function computed(recipe: Recipe, cohort: number): string {
  const { network, normalization, dataset, optimizer, batchSize } = recipe
  const pixels = dataset.height * dataset.width
  return contentKey({
    layers: buildLayers(network, normalization, pixels, dataset.classes),
    optimizer: optimizer.type,
    images: [recipe.testExamples, recipe.evaluatedTrainExamples, recipe.validationExamples],
    ...{ cohort, batchSize },
  })
}
