import { publishedLosses } from '../published-losses.ts'
import { armName } from './arm-look.ts'
import { dataTable } from './data-table.ts'
import { markup, type Markup, type Part } from './markup.ts'
import { lookOf, type ReportContext } from './report-context.ts'

/** The numbers that the preset quotes, each above those trained here; null where there are none. */
export function publishedSection(context: ReportContext): Markup | null {
  const published = publishedLosses(context.record)
  if (published === null) return null
  const epochs = Math.max(...published.rows.map((row) => row.published.meanTrainingLoss.length))
  const digits = (losses: readonly number[]): Part[] =>
    Array.from({ length: epochs }, (_, epoch) => losses[epoch]?.toFixed(4) ?? '')
  const columns = [
    { title: 'Batch', isNumber: true },
    { title: 'Arm', isRowHeader: true },
    { title: 'Source' },
    ...Array.from({ length: epochs }, (_, epoch) => ({ title: `Epoch ${epoch + 1}`, isNumber: true })),
  ]
  const rows = published.rows.flatMap(({ published: { batchSize, arm, source, meanTrainingLoss }, here }) => [
    [batchSize, armName(lookOf(context, arm), arm), source, ...digits(meanTrainingLoss)],
    [batchSize, armName(lookOf(context, arm), arm), markup`<b>here</b>`, ...digits(here)],
  ])
  return markup`<section aria-labelledby="published"><h2 id="published">Beside published numbers</h2>
${dataTable('Mean training loss by epoch in nats, as published and here', columns, rows)}
<ul class="notes">${published.notes.map((note) => markup`<li>${note}</li>`)}</ul>
<p>${published.explanation}</p></section>`
}
