import type { Decision } from '../../domain/decision.ts'
import type { Verdict } from '../../domain/verdict.ts'
import type { VerdictLine } from '../../domain/verdict-line.ts'
import { questionOf } from './heading.ts'
import { markup, sentence, type Markup } from './markup.ts'
import { byBatchSize, type ReportContext } from './report-context.ts'

/** A verdict of more characters is set smaller. */
const LONG = 320

/** The verdict in words: the sentence, a line for each comparison, and what must be known beside it. */
export function verdictSection(context: ReportContext): Markup {
  const { verdict, why } = context
  return markup`<section aria-labelledby="verdict"><h2 id="verdict">Verdict</h2>
${verdict === null ? markup`<p class="summary">${sentence(why ?? '')}</p>` : judgement(verdict, questionOf(context))}</section>`
}

function judgement(verdict: Verdict, questionAbove: string | null): Markup {
  const { question, summary, exploratory, lines, notes } = verdict
  return markup`<div class="verdict">
${question === questionAbove ? null : markup`<p class="asked">${question}</p>`}
${exploratory ? markup`<p><strong class="badge exploratory">Exploratory</strong></p>` : null}
<p class="summary${summary.length > LONG ? ' long' : ''}">${sentence(summary)}</p>
</div>
<ul class="lines">${byBatchSize(lines).map(lineMarkup)}</ul>
<h3>To be read with it</h3>
<ul class="notes">${notes.map((note) => markup`<li>${sentence(note)}</li>`)}</ul>`
}

function lineMarkup({ decision, text }: VerdictLine): Markup {
  return markup`<li>${decisionBadge(decision)}<span>${sentence(text)}</span></li>`
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
