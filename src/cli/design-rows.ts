import type { ExperimentDetail } from '../contract/host-answers.ts'
import { countText } from '../domain/number-text.ts'
import * as words from '../host/report/design-words.ts'

/** What was asked, in words, as names and texts. */
export function designRows({ spec, datasetInfo: dataset }: ExperimentDetail): [string, string][] {
  const design = { spec, dataset }
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
