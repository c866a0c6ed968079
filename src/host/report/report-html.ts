import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import { accuracyCurveFigure } from './accuracy-curve-figure.ts'
import { accuracyFigure } from './accuracy-figure.ts'
import { closingSections } from './closing-sections.ts'
import { designSection } from './design-section.ts'
import { differenceFigure } from './difference-figure.ts'
import { evaluationFigure } from './evaluation-figure.ts'
import { figureMarkup } from './figure.ts'
import { heading } from './heading.ts'
import { lossFigure } from './loss-figure.ts'
import { markup, trustedMarkup, type Markup } from './markup.ts'
import { PAGE_STYLE } from './page-style.ts'
import { publishedSection } from './published-section.ts'
import { reportContext, type ReportContext } from './report-context.ts'
import { resultSection } from './result-tables.ts'
import { verdictSection } from './verdict-section.ts'

/** Nothing is loaded and nothing runs: the page is what is in the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'"

/** An experiment as one HTML file that needs nothing else: no network, no script. The same record gives the same text. */
export function reportHtml(record: ExperimentRecord): string {
  const context = reportContext(record)
  const page = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="BatchNorm Workbench ${record.environment.product.version}">
<title>${record.name}</title>
<style>${trustedMarkup(PAGE_STYLE)}</style>
</head>
<body><main>
${heading(context)}
${designSection(context)}
${verdictSection(context)}
${resultSection(context)}
${figureSection(context)}
${publishedSection(context)}
${closingSections(record)}
</main></body>
</html>
`
  return page.text
}

function figureSection(context: ReportContext): Markup | null {
  const figures = [lossFigure, accuracyFigure, differenceFigure, accuracyCurveFigure, evaluationFigure]
    .map((draw) => draw(context))
    .filter((figure) => figure !== null)
  if (figures.length === 0) return null
  return markup`<section aria-labelledby="figures"><h2 id="figures">Figures</h2>
<div class="figures">${figures.map((figure, index) => figureMarkup(figure, index + 1))}</div></section>`
}
