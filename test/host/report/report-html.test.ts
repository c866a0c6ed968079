import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { reportHtml as pageOf } from '../../../src/host/report/report-html.ts'
import { writeResults } from '../../../src/host/results-file.ts'
import type { ExperimentRecord } from '../../../src/contract/experiment-record.ts'
import { subjectOf, trainedRecord, trainedRun } from './page.ts'

const reportHtml = (record: ExperimentRecord) => pageOf(subjectOf(record))
const usual = () => trainedRecord(['none', 'batch'], [16, 64], [1, 2, 3])

/** What a reader sees of a page, without its tags. */
function words(html: string): string {
  return html
    .replace(/<(style|script)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

test('it says what was asked, the verdict, the results, the figures and how to run it again, in this order', () => {
  const headings = [...reportHtml(usual()).matchAll(/<h[12][^>]*>([^<]*)/g)].map(([, text]) => text)
  expect(headings).toEqual([
    'tiny',
    'What was asked',
    'Verdict',
    'Results',
    'Figures',
    'About the design',
    'Environment',
    'How this was made',
  ])
})

test('it needs nothing outside the file and runs nothing', () => {
  const html = reportHtml(usual())
  expect(html).toContain(`content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"`)
  expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
    /https?:|<script(?! type="application\/json")|<link|<img|@import|url\((?!#)| on\w+=/,
  )
})

test('what a user wrote is text, wherever it appears', () => {
  const evil = `<script>alert("1")</script>'&`
  const record = trainedRecord([`none ${evil}`, `batch ${evil}`], [16], [1, 2, 3], (_arm, _size, seed) =>
    seed === 3 ? { outcome: 'failed', reason: `because ${evil}`, result: null } : {},
  )
  const { dataset, environment } = record
  const html = reportHtml({
    ...{ ...record, name: evil, dataset: { ...dataset, name: evil }, fairnessNotes: [evil] },
    environment: { ...environment, processor: evil, versions: { [evil]: evil } },
  })
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(html).not.toMatch(/alert\("1"\)/)
  expect(html.split('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;').length).toBeGreaterThan(20)
})

test('the verdict, the notes and both tables are in it', () => {
  const text = words(reportHtml(usual()))
  expect(text).toMatch(/Does “batch” change the final test accuracy, compared with “none”\?/)
  expect(text).toMatch(
    /On this test set: “batch” has a higher test accuracy than “none” at batch sizes 16 and 64/,
  )
  // Differences 5.2, 5.4, 5.6 points: 5.4 ± 4.303·0.2/√3; for two together t is 6.205.
  expect(text).toMatch(
    /16 batch 3 \+5\.40 \+4\.90 … \+5\.90 \+4\.68 … \+6\.12 0\.0005 0\.0009 15\.23 0\.2500 ▲ better/,
  )
  expect(text).toMatch(/16 none 3 80\.40 79\.90 … 80\.90/)
  expect(text).not.toMatch(/Exploratory/)
})

test('seeds that were added after a look make it exploratory', () => {
  expect(words(reportHtml({ ...usual(), looks: 2 }))).toMatch(/Exploratory Exploratory, on this test set/)
})

test('the same record gives the same file', () => {
  expect(reportHtml(usual())).toBe(reportHtml(usual()))
})

test('every figure has a description and its data as a table', () => {
  const figures = reportHtml(usual()).match(/<figure[\s\S]*?<\/figure>/g)!
  expect(figures).toHaveLength(5)
  for (const figure of figures) {
    expect(figure).toMatch(/role="img" aria-label="[^"]{40,}"/)
    expect(figure).toMatch(/<details>[\s\S]*<th scope="col"[\s\S]*<th scope="row"/)
  }
})

test('every figure says what is held equal', () => {
  const captions = [...reportHtml(usual()).matchAll(/<figcaption>([^]*?)<\/figcaption>/g)]
  expect(captions.length).toBeGreaterThan(2)
  for (const [, caption] of captions) expect(caption).toMatch(/Held equal: \d+ epochs?[,;]/)
})

test('the gap between evaluation modes is a figure where batch normalization has one', () => {
  const record = trainedRecord(['none', 'batch'], [16], [1, 2, 3], (arm, _, seed) => {
    const [running, batch] = [0.9, 0.88 + 0.001 * seed].map((accuracy) => ({ loss: 0.3, accuracy }))
    return arm === 'batch'
      ? { result: { running: running!, precise: running!, batch: batch!, confusion: [] } }
      : {}
  })
  const text = words(reportHtml(record))
  // 88.1, 88.2, 88.3 against 90 %.
  expect(text).toMatch(/16 batch the evaluation batch’s own statistics 3 90\.00 −1\.80 −2\.05 … −1\.55/)
})

test('the losses that a preset quotes stand above those trained here', () => {
  const record = trainedRecord(['without BN', 'with BN'], [64], [1, 2], () => ({ epochLosses: [0.5, 0.25] }))
  const text = words(reportHtml({ ...record, preset: 'assignment' }))
  expect(text).toMatch(
    /64 with BN A teaching notebook[^.]*0\.2444 0\.0972 0\.0721 0\.0573 0\.0456 64 with BN here 0\.5000 0\.2500/,
  )
  expect(text).toMatch(/Published for mnist; trained here on bars/)
})

test.each([
  ['one arm', trainedRecord(['none'], [16, 64], [1, 2]), /One arm alone: nothing is compared/],
  ['one seed', trainedRecord(['none', 'batch'], [16], [1]), /1 seed is too few/],
  [
    'equal seeds',
    trainedRecord(['none', 'batch'], [16], [1, 2, 3], () => ({ accuracy: 0.5 })),
    /no difference/,
  ],
  ['no runs', { ...usual(), runs: [] }, /No run has been trained/],
  ['one side', { ...usual(), runs: [trainedRun({})] }, /Only one side of the comparison has runs/],
  [
    'nothing finished',
    trainedRecord(['none', 'batch'], [16], [1, 2], () => ({ outcome: 'stopped', result: null, epochs: 1 })),
    /runs are open \(\d stopped\)[\s\S]*a run that was stopped/,
  ],
  [
    'stopped before the first step',
    trainedRecord(['none', 'batch'], [16], [1], () => ({
      outcome: 'stopped',
      result: null,
      epochs: 0,
      totalSteps: 9,
    })),
    /runs are open \(\d stopped\)/,
  ],
])('%s: the report is whole and says so', (_, record, expected) => {
  const html = reportHtml(record)
  expect(words(html)).toMatch(expected)
  expect(words(html)).not.toMatch(/undefined|NaN|Infinity|\[object/)
  expect(html).toMatch(/<\/html>\n$/)
})

test('50 runs of 5 epochs stay below a megabyte', () => {
  const record = trainedRecord(['none', 'batch'], [16, 32, 64, 128, 256], [1, 2, 3, 4, 5], () => ({
    epochs: 5,
  }))
  expect(Buffer.byteLength(reportHtml(record))).toBeLessThan(1_000_000)
})

test('a process that wrote a report ends by itself', { timeout: 30_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bnw-report-'))
  const file = join(folder, 'results.json')
  await writeResults(file, usual())
  const script = `
    const { readResults } = await import('./src/host/results-file.ts')
    const { reportHtml } = await import('./src/host/report/report-html.ts')
    const { subjectOf } = await import('./test/host/report/page.ts')
    console.log(reportHtml(subjectOf(await readResults(process.argv[1]))).length)`
  const args = ['--input-type=module', '-e', script, file]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 25_000 })
  expect(Number(stdout)).toBeGreaterThan(10_000)
  await rm(folder, { recursive: true })
})
