import { expect, test } from 'vitest'
import type { ReportCheck } from '../../../src/contract/report.ts'
import { checkReport } from '../../../src/host/report/check-report.ts'
import { experimentRecord } from '../../../src/host/record/experiment-record.ts'
import { importRecord } from '../../../src/host/record/import-record.ts'
import { rowsOf } from '../store/stored-experiments.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { finished, report } from './finished.ts'

const broken = ({ findings }: ReportCheck) => findings.filter(({ holds }) => !holds).map(({ name }) => name)

test('every number of a report holds where its runs are, and elsewhere once they are imported', () => {
  const [here, there] = [temporaryStore(), temporaryStore()]
  const id = finished(here, 'One')
  const html = report(here, [id])
  const check = checkReport(here, html)
  expect(check).toMatchObject({ title: 'One', holds: true, isAsWritten: true, missing: [] })
  const named = new Map(check.findings.map(({ name, is }) => [name, is]))
  expect(named.get('Table 1, none, batch 16, learning rate 0.05: mean test accuracy')).toBeCloseTo(0.804, 12)
  expect(named.get('Table 2, batch, batch 16, learning rate 0.05: mean difference')).toBeCloseTo(0.054, 12)
  expect(named.get('Table 2, batch, batch 16, learning rate 0.05: verdict')).toBe('better')
  const gap = 'Test less training accuracy, none, batch 16, learning rate 0.05: mean'
  expect(named.get(gap)).toBeCloseTo(-0.02, 12)
  expect(check.findings.filter(({ name }) => name.startsWith('Run ')).length).toBe(12 * 8)

  const missing = checkReport(there, html)
  expect(missing.holds).toBe(false)
  expect(missing.missing).toHaveLength(12)
  expect(missing.missing[0]).toMatch(
    /^none, batch 16, learning rate 0\.05, seed 1 \([0-9a-f]{16}\) of “One”$/,
  )
  importRecord(there, experimentRecord(here, id, 'steps'), 0)
  expect(broken(checkReport(there, html))).toEqual([])
  expect(checkReport(there, html).holds).toBe(true)
})

test('a number that was changed in the block, or in what is shown, is found', () => {
  const store = temporaryStore()
  const html = report(store, [finished(store, 'One')])
  const place = '"Table 1, none, batch 16, learning rate 0.05: mean test accuracy":'
  const inBlock = html.replace(new RegExp(`(${place})[\\d.]+`), '$10.904')
  expect(inBlock).not.toBe(html)
  expect(broken(checkReport(store, inBlock))).toEqual([
    'Table 1, none, batch 16, learning rate 0.05: mean test accuracy',
  ])
  const shown = html.replace('<b>80.40</b>', '<b>90.40</b>')
  expect(shown).not.toBe(html)
  expect(checkReport(store, shown)).toMatchObject({ isAsWritten: false, holds: false })
  const taken = html.replace(new RegExp(`${place}[\\d.]+,`), '')
  expect(broken(checkReport(store, taken))).toEqual([
    'Table 1, none, batch 16, learning rate 0.05: mean test accuracy',
  ])
})

test('runs that are no longer as they were are found, each number by its name', () => {
  const store = temporaryStore()
  const id = finished(store, 'One')
  const html = report(store, [id])
  const [run] = store.runs.ofExperiment(id)
  store.series.appendMetrics([rowsOf(run!.id, 40, [1])])
  expect(broken(checkReport(store, html))).toEqual([
    `Run ${run!.id}: steps trained`,
    `Run ${run!.id}: every step, SHA-256`,
  ])
})

test('a report over several experiments judges them as the comparison does, and holds', () => {
  const store = temporaryStore()
  const ids = [finished(store, 'One', [1, 2]), finished(store, 'Two', [3, 4])]
  const html = report(store, ids)
  expect(html).toMatch(/Report over 2 experiments/)
  expect(html).toMatch(/<h1>One and 1 more<\/h1>/)
  expect(html).toMatch(/Seeds of several experiments are judged together/)
  const check = checkReport(store, html)
  expect(check.holds).toBe(true)
  expect(check.findings).toContainEqual(
    expect.objectContaining({ name: 'Table 2, batch, batch 16, learning rate 0.05: pairs', is: 4 }),
  )
})

test('filters, the baseline and the sections are kept in the report, and in the command that makes it again', () => {
  const store = temporaryStore()
  const id = finished(store, 'One')
  const rest = { selection: { batchSizes: [64] }, baseline: 'batch', sections: ['verdict', 'tables'] }
  const html = report(store, [id], rest)
  expect([...html.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, text]) => text)).toEqual([
    'Verdict',
    'Results',
    'How this was made',
  ])
  expect(html).toContain(
    `bnw report ${id.slice(0, 8)} --baseline &#39;batch&#39; --batch-sizes 64 --sections verdict,tables`,
  )
  const { holds, findings } = checkReport(store, html)
  expect(holds).toBe(true)
  expect(findings.some(({ name }) => name.includes('batch 16'))).toBe(false)
  expect(findings.find(({ name }) => name.endsWith('mean difference'))!.is).toBeCloseTo(-0.054, 12)
})

test('a report of chosen runs is of those alone, and holds where they were imported under other ids', () => {
  const [here, there] = [temporaryStore(), temporaryStore()]
  const id = finished(here, 'One')
  const runIds = here.runs.ofExperiment(id).flatMap((run) => (run.seed === 3 ? [] : run.id))
  const html = report(here, [id], { selection: { runIds } })
  importRecord(there, experimentRecord(here, id, 'steps'), 0)
  for (const store of [here, there]) {
    const { holds, findings } = checkReport(store, html)
    expect(holds).toBe(true)
    expect(findings.filter(({ name }) => name.startsWith('Run ')).length).toBe(8 * 8)
  }
})

test('what is no report, was cut, or is of a newer version is refused with the reason', () => {
  const store = temporaryStore()
  const html = report(store, [finished(store, 'One')])
  const refusal = (text: string) => {
    try {
      checkReport(store, text)
      return 'taken'
    } catch (error) {
      return (error as Error).message
    }
  }
  expect(refusal('<!doctype html><html></html>\n')).toMatch(/it has no block of numbers/)
  expect(refusal(html.slice(0, -20))).toMatch(/it was cut/)
  expect(refusal(html.slice(0, html.indexOf('"numbers":')))).toMatch(/it was cut/)
  expect(refusal(html.replace('"numbers":', '"number":'))).toMatch(/damaged/)
  expect(
    refusal(html.replace('report","version":3', 'report","version":4').replace('"question":', '"asked":')),
  ).toMatch(/newer version of this program/)
})
