import { countText } from '../../domain/number-text.ts'
import { swatch } from './arm-look.ts'
import * as words from '../../domain/design-words.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { lookOf, type ReportContext } from './report-context.ts'
import type { ReportedExperiment } from './report-subject.ts'

/** What was asked: the design in words, of each experiment. */
export function designSection(context: ReportContext): Markup {
  const { experiments } = context
  const designs = experiments.map((experiment) => {
    const title = experiments.length === 1 ? null : markup`<h3>${experiment.record.name}</h3>`
    return markup`${title}${designList(context, experiment)}`
  })
  return markup`<section aria-labelledby="design"><h2 id="design">What was asked</h2>
${designs}</section>`
}

function designList(context: ReportContext, { id, record }: ReportedExperiment): Markup {
  const { spec } = record
  const rows: [string, Part][] = [
    [
      'Arms',
      markup`<ul class="arms">${spec.arms.map((arm) => {
        const label = context.labelOf(id, arm.name)
        return markup`<li>${swatch(lookOf(context, label))}<b>${label}</b> ${words.armWords(arm, spec)}</li>`
      })}</ul>`,
    ],
    ['Batch sizes', spec.batchSizes.join(', ')],
    ['Learning rate', words.learningRateWords(spec)],
    ['Seeds', `${countText(spec.seeds.length, 'seed')}: ${spec.seeds.join(', ')}`],
    ['Budget', words.budgetWords(spec)],
    ['Network', words.networkWords(record)],
    ['Optimizer', words.optimizerWords(spec.optimizer)],
    ['Data', words.dataWords(record)],
    ['Evaluation', words.evaluationWords(spec)],
  ]
  return markup`<dl>${rows.map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>\n`)}</dl>`
}
