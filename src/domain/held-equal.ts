import { countText } from './number-text.ts'
import type { Spec } from './spec.ts'

type Held = Pick<Spec, 'budget' | 'learningRateRule'>

/**
 * What is held equal, in a sentence for a figure that is looked at alone: what a batch size does depends on it.
 * @param designs of all the runs that are drawn
 */
export function heldEqual(designs: readonly Held[], batchSizes: number): string {
  const budgets = distinct(designs.map(budgetText))
  const rules = distinct(designs.map(ruleText))
  const untuned = 'was not tuned for any arm'
  const budget = budgets.length === 1 ? `Held equal: ${budgets[0]!}` : `Not held equal: ${either(budgets)}`
  if (batchSizes === 1) return `${budget}; the learning rate ${untuned}.`
  const differs = distinct(
    designs.map((design) => (design.budget.unit === 'steps' ? 'examples seen' : 'steps')),
  )
  return `${budget}, so the number of ${differs.join(' or ')} differs between batch sizes; the learning rate ${either(rules)} and ${untuned}.`
}

/** “5 epochs”, “1,000 steps”, “1 epoch”. */
export function budgetText({ budget: { amount, unit } }: Pick<Spec, 'budget'>): string {
  return countText(amount, unit.slice(0, -1))
}

/** What the learning rate does between batch sizes: “is the same at every batch size”. */
export function ruleText({ learningRateRule: { rule, referenceBatchSize } }: Held): string {
  const reference = `(as listed at ${referenceBatchSize})`
  return {
    fixed: 'is the same at every batch size',
    linear: `grows in proportion to the batch size ${reference}`,
    'square-root': `grows with the square root of the batch size ${reference}`,
  }[rule]
}

/** Runs that differ in it are arms of their own. */
function either(texts: readonly string[]): string {
  return texts.length === 1 ? texts[0]! : `${texts.join(' or ')} (by the arm)`
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
