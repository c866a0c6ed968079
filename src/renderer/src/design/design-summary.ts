import { countText, numberText } from '../../../domain/number-text.ts'
import type { Spec } from '../../../domain/spec.ts'

/** What an experiment will do, in a line: “50 runs to compare: 2 arms, 5 batch sizes, 5 seeds; 5 epochs of digits each”. */
export function designSummary(spec: Spec): string {
  const { arms, batchSizes, learningRates, seeds, budget, data } = spec
  const cells = arms.reduce((sum, arm) => sum + (arm.batchSizes ?? batchSizes).length, 0)
  const parts = [
    countText(arms.length, 'arm'),
    countText(batchSizes.length, 'batch size'),
    ...(learningRates.length > 1 ? [countText(learningRates.length, 'learning rate')] : []),
    countText(seeds.length, 'seed'),
  ]
  const amount = countText(budget.amount, budget.unit.replace(/s$/, ''))
  return `${numberText(cells * learningRates.length * seeds.length)} runs to compare: ${parts.join(', ')}; ${amount} of ${data.dataset} each`
}
