import type { Decision } from '../../domain/decision.ts'
import type { VerdictLine } from '../../domain/verdict.ts'
import { markup, type Markup } from './markup.ts'
import { byBatchSize, type ReportContext } from './report-context.ts'

/** The verdict in words: the sentence, a line for each comparison, and what must be known beside it. */
export function verdictSection({ verdict, record }: ReportContext): Markup {
  return markup`<section aria-labelledby="verdict"><h2 id="verdict">Verdict</h2>
${
  verdict === null
    ? markup`<p class="summary">${whyNone(record.spec.arms.length, record.runs.length)}</p>`
    : markup`<div class="verdict">
<p class="asked">${verdict.question}${verdict.exploratory ? markup` <strong class="badge exploratory">Exploratory</strong>` : null}</p>
<p class="summary">${verdict.summary}</p>
</div>
<ul class="lines">${byBatchSize(verdict.lines).map(lineMarkup)}</ul>
<h3>To be read with it</h3>
<ul class="notes">${verdict.notes.map((note) => markup`<li>${note}</li>`)}</ul>`
}</section>`
}

function lineMarkup({ decision, text }: VerdictLine): Markup {
  return markup`<li>${decisionBadge(decision)}<span>${text}</span></li>`
}

/** The decision with a sign of its own, so that it does not hang on colour. */
export function decisionBadge(decision: Decision): Markup {
  const { sign, name } = {
    better: { sign: '▲', name: 'better' },
    worse: { sign: '▼', name: 'worse' },
    'no difference shown': { sign: '≈', name: 'open' },
    'cannot know': { sign: '?', name: 'open' },
  }[decision]
  return markup`<span class="badge ${name}"><span aria-hidden="true">${sign}</span> ${decision}</span>`
}

function whyNone(arms: number, runs: number): string {
  if (runs === 0) return 'No run has been trained, so there is nothing to judge.'
  return arms < 2
    ? 'One arm alone: nothing is compared, so there is no verdict.'
    : 'Only one side of the comparison has runs, so there is no verdict.'
}
