import { countText } from '../../domain/number-text.ts'
import { swatch } from './arm-look.ts'
import * as words from '../../domain/design-words.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { lookOf, type ReportContext } from './report-context.ts'

/** What was asked: the design in words. */
export function designSection(context: ReportContext): Markup {
  const { record } = context
  const { spec } = record
  const rows: [string, Part][] = [
    [
      'Arms',
      markup`<ul class="arms">${spec.arms.map((arm) => markup`<li>${swatch(lookOf(context, arm.name))}<b>${arm.name}</b> ${words.armWords(arm, spec)}</li>`)}</ul>`,
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
  return markup`<section aria-labelledby="design"><h2 id="design">What was asked</h2>
<dl>${rows.map(([name, text]) => markup`<div><dt>${name}</dt><dd>${text}</dd></div>\n`)}</dl></section>`
}
