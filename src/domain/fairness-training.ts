import type { FairnessNote } from './fairness-note.ts'
import type { PlannedRun } from './grid.ts'
import { countText, numberText, rateText } from './number-text.ts'
import { stepPlan, type Recipe } from './recipe.ts'
import type { Spec } from './spec.ts'
import { inWords } from './wording.ts'

/** Notes on what differs between batch sizes: steps or examples, rates, updates, last batches. */
export function trainingNotes(spec: Spec, runs: readonly PlannedRun[]): FairnessNote[] {
  const recipes = recipeBySize(runs)
  return [
    ...budgetNotes(spec, recipes),
    ...learningRateNotes(spec, runs),
    ...updateNotes(runs),
    ...lastBatchNotes(recipes),
  ]
}

/** One compared recipe for each batch size, the smallest first. */
function recipeBySize(runs: readonly PlannedRun[]): Recipe[] {
  const compared = runs.filter(({ role }) => role === 'compared')
  const bySize = new Map(compared.map(({ batchSize, recipe }) => [batchSize, recipe]))
  return [...bySize.values()].sort((a, b) => a.batchSize - b.batchSize)
}

function budgetNotes({ budget }: Spec, recipes: readonly Recipe[]): FairnessNote[] {
  const [smallest, largest] = [recipes[0], recipes.at(-1)]
  if (!smallest || !largest || smallest === largest) return []
  if (budget.unit === 'steps') return [examplesDiffer(budget.amount, smallest, largest)]
  const noun = budget.unit === 'epochs' ? 'epoch' : 'example'
  const text =
    `${countText(budget.amount, noun)} at batch ${largest.batchSize} are ${countText(totalSteps(largest), 'step')}, ` +
    `at ${smallest.batchSize} they are ${numberText(totalSteps(smallest))}: ` +
    'between batch sizes the number of updates differs as well as the batch.'
  return [{ kind: 'steps-differ', severity: 'note', text }]
}

function examplesDiffer(steps: number, smallest: Recipe, largest: Recipe): FairnessNote {
  const seen = (recipe: Recipe) => {
    const { batchSizes } = stepPlan(recipe)
    const perEpoch = batchSizes.reduce((sum, size) => sum + size, 0)
    const whole = Math.floor(steps / batchSizes.length)
    const rest = batchSizes.slice(0, steps % batchSizes.length).reduce((sum, size) => sum + size, 0)
    return { images: numberText(whole * perEpoch + rest), epochs: numberText(steps / batchSizes.length) }
  }
  const [most, least] = [seen(largest), seen(smallest)]
  const text =
    `${countText(steps, 'step')} at batch ${largest.batchSize} see ${most.images} images (${most.epochs} epochs), ` +
    `at ${smallest.batchSize} they see ${least.images} (${least.epochs} epochs): ` +
    'between batch sizes the number of images seen differs as well as the batch.'
  return { kind: 'examples-differ', severity: 'note', text }
}

function totalSteps(recipe: Recipe): number {
  return stepPlan(recipe).totalSteps
}

const RULE = { linear: 'in proportion to', 'square-root': 'with the square root of' } as const

function learningRateNotes(
  { learningRateRule, learningRates }: Spec,
  runs: readonly PlannedRun[],
): FairnessNote[] {
  const { rule, referenceBatchSize } = learningRateRule
  const listed = learningRates[0]!
  const scaled = new Map(
    runs
      .filter(({ role, learningRate }) => role === 'compared' && learningRate === listed)
      .map(({ batchSize, scaledLearningRate }) => [batchSize, scaledLearningRate]),
  )
  if (rule === 'fixed') {
    if (scaled.size < 2) return []
    const rates = inWords(learningRates.map(rateText))
    const text = `The learning rate is the same at every batch size (${rates}); it may suit one better than another.`
    return [{ kind: 'learning-rate-rule', severity: 'note', text }]
  }
  const becomes = [...scaled]
    .sort(([a], [b]) => a - b)
    .map(([size, rate]) => `${rateText(rate)} at batch ${size}`)
  const text =
    `The learning rate grows ${RULE[rule]} the batch size: ` +
    `${rateText(listed)} at the reference of ${referenceBatchSize} is ${inWords(becomes)}.`
  return [{ kind: 'learning-rate-rule', severity: 'note', text }]
}

/** Running statistics are an average over steps, so that fewer steps leave them nearer to where they began. */
function updateNotes(runs: readonly PlannedRun[]): FairnessNote[] {
  const normalized = recipeBySize(runs.filter(({ recipe }) => recipe.normalization.type === 'batch'))
  const counts = normalized.map((recipe) => ({ batchSize: recipe.batchSize, updates: totalSteps(recipe) }))
  if (new Set(counts.map(({ updates }) => updates)).size < 2) return []
  const listed = counts.map(({ batchSize, updates }) => `${numberText(updates)} at batch ${batchSize}`)
  const text =
    `The running statistics of batch normalization are updated once a step: ${inWords(listed)}. Each update ` +
    'averages a batch of that size, so that evaluation with them differs between batch sizes too.'
  return [{ kind: 'running-statistics-updates', severity: 'note', text }]
}

function lastBatchNotes(recipes: readonly Recipe[]): FairnessNote[] {
  const parts = recipes.flatMap((recipe) => {
    const said = lastBatchText(recipe)
    return said === null ? [] : [`at batch ${recipe.batchSize} ${said}`]
  })
  if (parts.length === 0) return []
  const images = numberText(recipes[0]!.trainExamples)
  const text = `An epoch of ${images} images does not divide into equal batches: ${inWords(parts)}.`
  return [{ kind: 'last-batch', severity: 'note', text }]
}

/** What becomes of the images left after the full batches, or null where none are. */
function lastBatchText(recipe: Recipe): string | null {
  const { trainExamples, batchSize } = recipe
  const rest = trainExamples % batchSize
  if (rest === 0) return null
  const { batchSizes } = stepPlan(recipe)
  const last = batchSizes[batchSizes.length - 1]!
  if (last === rest) return `the last batch has ${rest}`
  if (last > batchSize) return `the last batch takes in the ${rest} left and has ${last}`
  return `the ${rest} left are dropped, others in each epoch`
}
