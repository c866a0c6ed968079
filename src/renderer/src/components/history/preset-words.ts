import { countText, numberText, rateText } from '../../../../domain/number-text.ts'
import { SpecSchema, type SpecInput } from '../../../../domain/spec.ts'
import { inWords } from '../../../../domain/wording.ts'

/** What will happen when a spec is started, in sentences for who has never started one. */
export function presetWords(input: SpecInput): string[] {
  const { arms, batchSizes, seeds, budget, data, learningRates } = SpecSchema.parse(input)
  const compared = arms.map(({ name }) => `“${name}”`)
  const sizes = inWords(batchSizes.map(numberText))
  const amount = countText(budget.amount, budget.unit.replace(/s$/, ''))
  return [
    `It trains one network ${compared.length} ways: ${inWords(compared)}, at batch ${batchSizes.length === 1 ? 'size' : 'sizes'} ${sizes}.`,
    `Each is trained ${countText(seeds.length, 'time')} from different first weights, for ${amount}, at learning rate ${inWords(learningRates.map(rateText))}.`,
    `The images are ${data.dataset === 'digits' ? 'handwritten digits that come with the program; nothing is downloaded' : `the data set ${data.dataset}`}.`,
    'You watch the curves grow, and can stop and resume at any time.',
  ]
}
