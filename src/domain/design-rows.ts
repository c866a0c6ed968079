import * as words from './design-words.ts'
import { countText } from './number-text.ts'

/** What was asked, in words, as names and texts. */
export function designRows(design: words.Design): [string, string][] {
  const { spec } = design
  return [
    ...spec.arms.map((arm): [string, string] => [`Arm “${arm.name}”`, words.armWords(arm, spec)]),
    ['Batch sizes', spec.batchSizes.join(', ')],
    ['Learning rate', words.learningRateWords(spec)],
    ['Seeds', `${countText(spec.seeds.length, 'seed')}: ${spec.seeds.join(', ')}`],
    ['Budget', words.budgetWords(spec)],
    ['Network', words.networkWords(design)],
    ['Optimizer', words.optimizerWords(spec.optimizer)],
    ['Data', words.dataWords(design)],
    ['Evaluation', words.evaluationWords(spec)],
  ]
}
