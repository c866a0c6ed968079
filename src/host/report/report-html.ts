import type { ReportSection } from '../../contract/report.ts'
import { heldEqual } from '../../domain/held-equal.ts'
import { batchAccuracyFigure } from './batch-accuracy-figure.ts'
import { environmentSection, fairnessSections } from './closing-sections.ts'
import { designSection } from './design-section.ts'
import { differenceFigure } from './difference-figure.ts'
import { evaluationCurveFigure } from './evaluation-curve-figure.ts'
import { evaluationFigure } from './evaluation-figure.ts'
import { figureMarkup, type Figure } from './figure.ts'
import { finalFigure } from './final-figure.ts'
import { gapFigure } from './gap-figure.ts'
import { gradientFigure } from './gradient-figure.ts'
import { heading } from './heading.ts'
import { lossFigure } from './loss-figure.ts'
import { madeSection } from './made-section.ts'
import { markup, trustedMarkup, type Markup } from './markup.ts'
import { PAGE_STYLE } from './page-style.ts'
import { publishedSection } from './published-section.ts'
import { withBlock } from './report-block.ts'
import { reportContext, type ReportContext } from './report-context.ts'
import type { ReportSubject } from './report-subject.ts'
import { resultSection } from './result-tables.ts'
import { stabilityFigure } from './stability-figure.ts'
import { targetFigure } from './target-figure.ts'
import { verdictSection } from './verdict-section.ts'

/** Nothing is loaded and nothing runs: the page is what is in the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/** A report as one HTML file that needs nothing else: no network, no script. The same subject gives the same text. */
export function reportHtml(subject: ReportSubject): string {
  const context = reportContext(subject)
  const { record, question } = context
  const has = (section: ReportSection) => question.sections.includes(section)
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="BatchNorm Workbench ${record.environment.product.version}">
<title>${context.title}</title>
<style>${trustedMarkup(PAGE_STYLE)}</style>
</head>
<body><main>
${heading(context)}
${has('design') ? designSection(context) : null}
${has('verdict') ? verdictSection(context) : null}
${has('tables') ? resultSection(context) : null}
${figureSection(context)}
${has('published') ? publishedSection(context) : null}
${has('fairness') ? fairnessSections(record) : null}
${has('environment') ? environmentSection(context) : null}
${madeSection(context)}
</main></body>
</html>
`
  return withBlock(page.text, subject)
}

const FIGURES: [ReportSection, (context: ReportContext) => Figure | null][] = [
  ['loss', lossFigure],
  ['batch-accuracy', batchAccuracyFigure],
  ['gradient', gradientFigure],
  ['accuracy', finalFigure],
  ['difference', differenceFigure],
  ['stability', stabilityFigure],
  ['accuracy-curves', (context) => evaluationCurveFigure(context, 'test', 'accuracy')],
  ['test-loss-curves', (context) => evaluationCurveFigure(context, 'test', 'loss')],
  ['training-accuracy-curves', (context) => evaluationCurveFigure(context, 'train', 'accuracy')],
  ['training-loss-curves', (context) => evaluationCurveFigure(context, 'train', 'loss')],
  ['target', targetFigure],
  ['gap', gapFigure],
  ['evaluation-modes', evaluationFigure],
]

function figureSection(context: ReportContext): Markup | null {
  const figures = FIGURES.filter(([section]) => context.question.sections.includes(section))
    .map(([, draw]) => draw(context))
    .filter((figure) => figure !== null)
  if (figures.length === 0) return null
  const held = heldOf(context)
  return markup`<section aria-labelledby="figures"><h2 id="figures">Figures</h2>
<div class="figures">${figures.map((figure, index) => figureMarkup({ ...figure, note: `${figure.note} ${held}` }, index + 1))}</div></section>`
}

function heldOf({ experiments, runs, cells }: ReportContext): string {
  const shown = experiments.filter(({ id }) => runs.some(({ experimentId }) => experimentId === id))
  return heldEqual(
    shown.map(({ record }) => record.spec),
    new Set(cells.map(({ batchSize }) => batchSize)).size,
  )
}
