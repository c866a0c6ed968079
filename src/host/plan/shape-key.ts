import { buildLayers } from '../../domain/architecture.ts'
import { contentKey } from '../../domain/content-key.ts'
import type { Recipe } from '../../domain/recipe.ts'

/** Equal for recipes that cost the same to train a step of and to evaluate, whatever their length, rates and seeds. */
export function shapeKey(recipe: Recipe, cohort: number): string {
  const { network, normalization, dataset, optimizer, batchSize } = recipe
  const pixels = dataset.height * dataset.width
  return contentKey({
    layers: buildLayers(network, normalization, pixels, dataset.classes),
    optimizer: optimizer.type,
    images: [recipe.testExamples, recipe.evaluatedTrainExamples, recipe.validationExamples],
    ...{ cohort, batchSize },
  })
}
