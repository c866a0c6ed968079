import { expect, test } from 'vitest'
import { EXTRA_SECTIONS, ReportSection, type ReportFinding } from '../../../src/contract/report.ts'
import { checkReport } from '../../../src/host/report/check-report.ts'
import { experimentRecord } from '../../../src/host/record/experiment-record.ts'
import { importRecord } from '../../../src/host/record/import-record.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { addEnded } from '../compare/made-runs.ts'
import { dataset } from '../store/stored-experiments.ts'
import { finished, report } from './finished.ts'

/** Sections that reports of version 1 do not know. */
const ADDED = new Set<ReportSection>(['gradient', 'stability', 'target', 'gap', ...EXTRA_SECTIONS])
const lastWords = ({ name }: ReportFinding) => name.split(': ')[1]
test('a report of the test loss, to a target of its own, says so in every place, and holds where it was imported', () => {
  const [here, there] = [temporaryStore(), temporaryStore()]
  const id = finished(here, 'One')
  const html = report(here, [id], { metric: 'test loss', target: 0.75 })
  expect(html).toContain(`bnw compare ${id.slice(0, 8)} --metric loss --target 0.75\n`)
  expect(html).toContain(`bnw report ${id.slice(0, 8)} --metric loss --target 0.75\n`)
  expect(html).toContain('“batch” has a lower test loss than “none” at batch sizes 16 and 64')
  importRecord(there, experimentRecord(here, id, 'steps'), 0)
  for (const store of [here, there]) {
    const { holds, findings } = checkReport(store, html)
    expect(holds).toBe(true)
    const named = new Map(findings.map(({ name, is }) => [name, is]))
    const [none, batch] = ['none', 'batch'].map((arm) => `${arm}, batch 16, learning rate 0.05`)
    expect(named.get(`Table 1, ${none}: mean test loss`)).toBeCloseTo(0.196, 12)
    expect(named.has(`Table 1, ${none}: mean test accuracy`)).toBe(false)
    expect(named.get(`Table 2, ${batch}: mean difference`)).toBeCloseTo(-0.054, 12)
    expect(named.get(`Table 2, ${batch}: verdict`)).toBe('better')
    // After the first epoch 75 % and more with batch normalization, less without.
    expect(named.get(`Table 1, ${none}: mean steps to the target`)).toBe(40)
    expect(named.get(`Table 1, ${batch}: mean steps to the target`)).toBe(20)
  }
})

test('without a target, and to the designs’ own, nothing or that is counted', () => {
  const store = temporaryStore()
  const id = finished(store, 'One')
  const stepsOf = (question: object) => {
    const { findings } = checkReport(store, report(store, [id], question))
    const name = 'Table 1, none, batch 16, learning rate 0.05: mean steps to the target'
    return findings.find((finding) => finding.name === name)!.is
  }
  expect(stepsOf({})).toBe(20)
  expect(stepsOf({ target: null })).toBeNull()
  expect(stepsOf({ target: 0.8, selection: { seeds: [1, 2] } })).toBe(40)
  const html = report(store, [id], { target: null })
  expect(html).toContain(`bnw report ${id.slice(0, 8)} --target none\n`)
})

test('a report of the version before metrics and targets still holds', () => {
  const store = temporaryStore()
  const sections = ReportSection.options.filter((section) => !ADDED.has(section))
  const html = report(store, [finished(store, 'One')], { sections })
  const old = html
    .replace('report","version":3', 'report","version":1')
    .replace('"metric":"test accuracy","target":"own",', '')
    .replaceAll(/,"[^"]*: every evaluation, SHA-256":"\w{64}"/g, '')
  expect(old).not.toMatch(/"metric"|every evaluation, SHA-256"/)
  const { holds, findings } = checkReport(store, old)
  expect(holds).toBe(true)
  const ofTable = findings.filter(({ name }) => name.startsWith('Table 1, none, batch 16')).map(lastWords)
  expect(ofTable).toEqual([
    ...['N', 'mean test accuracy', 'test accuracy, 95 %, from', 'test accuracy, 95 %, to'],
    ...['mean training loss of the last epoch', 'mean steps to the target', 'runs that reached it', 'runs'],
  ])
})

test('a report of the version before the curves that must be asked for still holds', () => {
  const store = temporaryStore()
  const html = report(store, [finished(store, 'One')])
  const old = html.replace('report","version":3', 'report","version":2')
  expect(old).not.toBe(html)
  for (const section of EXTRA_SECTIONS) expect(old).not.toContain(`"${section}"`)
  expect(checkReport(store, old)).toMatchObject({ holds: true, isAsWritten: true })
})

test('curves that must be asked for are in a report that does, and in no other; it holds, and says how to make it', () => {
  const store = temporaryStore()
  const id = finished(store, 'One')
  const titles = [
    'Batch accuracy against epoch',
    'Test loss against epoch',
    'Training accuracy against epoch',
    'Training loss, evaluated, against epoch',
  ]
  const figuresOf = (html: string) =>
    [...html.matchAll(/<h3>Figure \d+\. ([^<]*)/g)].map(([, title]) => title)
  const usual = report(store, [id])
  expect(figuresOf(usual).filter((title) => titles.includes(title!))).toEqual([])
  expect(usual).not.toContain('--sections')
  const html = report(store, [id], { sections: [...EXTRA_SECTIONS] })
  expect(figuresOf(html)).toEqual(titles)
  expect(html).toContain(`--sections ${EXTRA_SECTIONS.join(',')}\n`)
  expect(checkReport(store, html).holds).toBe(true)
  const [run] = store.runs.ofExperiment(id)
  const scores = { loss: 1, accuracy: 0.5 }
  store.results.addEvaluation(run!.id, {
    ...{ step: 40, epoch: 2, test: scores, train: { ...scores, loss: 2 }, validation: null },
  })
  const broken = checkReport(store, html).findings.filter(({ holds }) => !holds)
  expect(broken.map(({ name }) => name)).toContain(`Run ${run!.id}: every evaluation, SHA-256`)
})

test('experiments that aim at different accuracies have no target of their own together, unless one is given', () => {
  const store = temporaryStore()
  const ids = [finished(store, 'One', [1, 2]), finished(store, 'Two', [3, 4], 0.8)]
  const own = report(store, ids)
  expect(own).not.toMatch(/Steps to/)
  expect(checkReport(store, own).holds).toBe(true)
  const given = report(store, ids, { target: 0.75 })
  expect(given).toMatch(/Steps to 75 %/)
  expect(given).toMatch(/Steps to a test accuracy of 75 % against batch size/)
  expect(checkReport(store, given).holds).toBe(true)
})

test('what a figure is drawn from can’t change unnoticed: re-estimated accuracies, evaluations on the way', () => {
  const store = temporaryStore()
  const id = finished(store, 'One')
  const html = report(store, [id])
  const [run] = store.runs.ofExperiment(id)
  const scores = { loss: 0.1, accuracy: 0.9 }
  store.results.saveResult(run!.id, {
    ...{ running: scores, precise: { loss: 1, accuracy: 0.2 }, batch: scores },
    confusion: new Int32Array(16),
  })
  const { holds, findings } = checkReport(store, html)
  expect(holds).toBe(false)
  expect(findings.filter((finding) => !finding.holds).map(({ name }) => name)).toContain(
    `Run ${run!.id}: every evaluation, SHA-256`,
  )
})

test('over different data sets a report names them, and says why there is no verdict as the page does', () => {
  const store = temporaryStore()
  const one = addEnded(store, {}, () => 0.5)
  const other = addEnded(store, {}, () => 0.6, {
    dataset: { ...dataset, name: 'others', digest: 'another' },
  })
  const html = report(store, [one.id, other.id])
  expect(html).toMatch(/24\srun(s)?.* on bars and others/s)
  expect(html).toContain('were not tested on the same images')
  expect(html).not.toContain('Only one side of the comparison')
})
