import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type {
  ExperimentDetail,
  ExperimentSummary,
  RunDetail,
  RunSummary,
} from '../../src/contract/host-answers.ts'
import { readResults } from '../../src/host/results-file.ts'
import { newDesk, type Desk } from './bnw.ts'

let desk: Desk
let id: string
let run: RunSummary

type Listed = { total: number; experiments: ExperimentSummary[] }
type Shown = ExperimentDetail & { runTotal: number; runList: RunSummary[] }

beforeAll(async () => {
  desk = await newDesk()
  desk.spec('tiny')
  expect(await desk.bnw('run', 'tiny.json')).toMatchObject({ code: 0 })
  const shown = await desk.json<Shown>('show', 'tiny')
  id = shown.id
  run = shown.runList.find(({ arm, batchSize, seed }) => arm === 'batch' && batchSize === 64 && seed === 2)!
})

describe('list', () => {
  test('is a table of what there is', async () => {
    const { out } = await desk.bnw('list')
    expect(out).toMatch(/^Id +Name +Status +Runs +Age +Data +Tags\n/)
    expect(out).toMatch(new RegExp(`${id.slice(0, 8)}  tiny +finished +12/12 +\\d+ s +bars\n`))
  })

  test('has times for people as ages, for machines as ISO 8601', async () => {
    const { total, experiments } = await desk.json<Listed>('list')
    expect(total).toBe(1)
    expect(String(experiments[0]!.createdAt)).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    expect(experiments[0]!.trashedAt).toBeNull()
  })

  test('finds words, and says so where there are none', async () => {
    expect((await desk.json<Listed>('list', 'tin')).total).toBe(1)
    const none = await desk.bnw('list', 'elephant', 'tin')
    expect(none).toMatchObject({ code: 0, out: '', err: 'No experiment has all of: elephant tin\n' })
  })
})

describe('show', () => {
  test('tells the design of an experiment in words, and its runs', async () => {
    const { out } = await desk.bnw('show', id.slice(0, 5))
    expect(out).toMatch(/Arm “batch” +batch normalization \(momentum 0.1, ε 1e-5\) before the activation/)
    expect(out).toMatch(/Run +Arm +Batch +Seed +Status +Steps +Test acc. %/)
    expect(out.match(/^[0-9a-f]{8} {2}(none|batch) +(16|64) +[123] +(done|did not learn)/gm)).toHaveLength(12)
    expect(out).toMatch(/About the design\n- /)
  })

  test('tells what a run scored, in each way to evaluate it', async () => {
    const { out } = await desk.bnw('show', 'batch/64/2', '--experiment', 'tiny')
    expect(out).toMatch(new RegExp(`^batch, batch 64, seed 2\nExperiment +tiny \\(${id}\\)\nId +${run.id}\n`))
    expect(out).toMatch(/running, as in use +[\d.]+ +[\d.]+\nestimated again.*\nof the evaluated batch/)
    expect(out).toMatch(/step 20, [\d.]+ KiB: .*\.safetensors/)
  })

  test('answers a run as JSON', async () => {
    const shown = await desk.json<RunDetail>('show', run.id)
    expect(shown).toMatchObject({ id: run.id, status: 'done', arm: 'batch' })
    expect(Array.from(shown.result!.confusion)).toHaveLength(100)
  })
})

describe('files', () => {
  test('a record is exported, imported elsewhere, and known again', async () => {
    expect(await desk.bnw('export', 'tiny', '--json', 'tiny-record.json')).toMatchObject({ code: 0 })
    const other = await newDesk()
    const file = desk.file('tiny-record.json')
    const first = await other.json<{ isNew: boolean; experiment: { id: string } }>('import', file)
    const again = await other.json<{ isNew: boolean; experiment: { id: string } }>('import', file)
    expect([first.isNew, again.isNew]).toEqual([true, false])
    expect(again.experiment.id).toBe(first.experiment.id)
    const body = (text: string) => text.slice(text.indexOf('\n'))
    expect(body((await other.bnw('compare', 'tiny')).out)).toBe(body((await desk.bnw('compare', 'tiny')).out))
  })

  test('tables hold every run, step and evaluation, with the digits of the record', async () => {
    expect(await desk.bnw('export', 'tiny', '--csv', 'tables', '--json', 'again.json')).toMatchObject({
      code: 0,
    })
    const { runs } = await readResults(desk.file('again.json'))
    const [, ...lines] = table('tables/runs.csv')
    expect(lines).toHaveLength(12)
    const { runList } = await desk.json<{ runList: { id: string }[] }>('show', 'tiny')
    expect(lines.map(([, id]) => id)).toEqual(runList.map(({ id }) => id))
    const [, ...steps] = table('tables/series.csv')
    expect(steps).toHaveLength(runs.reduce((sum, { series }) => sum + series.loss.length, 0))
    const third = steps
      .filter(([number]) => number === '3')
      .map(([, step, loss]) => [step, Math.fround(Number(loss))])
    expect(third).toEqual([...runs[2]!.series.loss].map((loss, index) => [String(index + 1), loss]))
    expect(table('tables/evaluations.csv')).toHaveLength(1 + 12 * 4)
    expect(await desk.bnw('export', 'tiny', '--csv', 'tables')).toMatchObject({ code: 2 })
  })

  test('a bundle with checkpoints goes elsewhere and comes back the same; a changed one is refused', async () => {
    const exported = await desk.bnw(
      'export',
      'tiny',
      '--bundle',
      'tiny.bnw',
      '--checkpoints',
      '--parquet',
      'columns',
    )
    expect(exported).toMatchObject({
      code: 0,
      out: expect.stringMatching(/series\.parquet {2}[\d.]+ KiB/) as string,
    })
    const other = await newDesk()
    const file = desk.file('tiny.bnw')
    expect(await other.json('import', file)).toMatchObject({ isNew: true, experiment: { id } })
    expect(await other.bnw('import', file)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/was here already/) as string,
    })
    await other.bnw('export', id, '--bundle', 'again.bnw', '--checkpoints')
    const text = readFileSync(file, 'utf8')
    expect(readFileSync(other.file('again.bnw'), 'utf8')).toBe(text)
    expect(await desk.bnw('export', 'tiny', '--bundle', 'tiny.bnw')).toMatchObject({ code: 2 })
    writeFileSync(other.file('changed.bnw'), text.replace('"outcome":"done"', '"outcome":"diverged"'))
    expect(await other.bnw('import', 'changed.bnw')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/changed\.bnw: .*run 1 of 12 is not what was written/) as string,
    })
    expect((await other.bnw('show', id)).out).toMatch(/Imported +from a bundle/)
  })

  test('a run becomes a folder for PyTorch', async () => {
    const exported = await desk.bnw('export', 'batch/64/2', '--experiment', 'tiny', '--pytorch', 'replay')
    expect(exported).toMatchObject({ code: 0, out: expect.stringContaining(run.id) as string })
    expect(readdirSync(desk.file('replay'))).toContain('replay.py')
  })

  test('a run that starts from another is exported with its weights', async () => {
    const arms = [
      { name: 'batch', normalization: { type: 'batch' as const } },
      {
        name: 'continued',
        normalization: { type: 'batch' as const },
        start: { from: 'trained' as const, arm: 'batch', batchSize: 64, epochs: 2 },
      },
    ]
    desk.spec('continued', { arms, batchSizes: [64], seeds: [1] })
    expect((await desk.bnw('run', 'continued.json')).code).toBe(0)
    const options = ['--experiment', 'continued', '--pytorch', 'continued']
    expect(await desk.bnw('export', 'continued/64/1', ...options)).toMatchObject({ code: 0, err: '' })
  })

  test('a report has a name of its own, and says where it is', async () => {
    const { code, out } = await desk.bnw('report', 'tiny')
    expect({ code, out }).toEqual({ code: 0, out: `${desk.file(`results/tiny-${id.slice(0, 8)}.html`)}\n` })
    expect(readFileSync(out.trim(), 'utf8')).toMatch(/^<!doctype html>/)
    expect(await desk.json('report', 'tiny', '-o', 'r.html')).toEqual({ id, file: desk.file('r.html') })
  })

  test('a report is checked against the runs: 0 when it holds, 1 when not, 2 when it is none', async () => {
    const { out } = await desk.bnw('report', 'tiny', '--sections', 'verdict', '-o', 'checked.html')
    const held = await desk.bnw('report', '--check', 'checked.html')
    expect(held.code).toBe(0)
    expect(held.out).toMatch(/^.*\n\nAll \d+ numbers hold/)
    const all = (await desk.bnw('report', '--check', 'checked.html', '--verbose')).out
    expect(all.match(/^holds /gm)).toHaveLength(Number(/All (\d+) numbers/.exec(all)![1]))
    const html = readFileSync(out.trim(), 'utf8')
    writeFileSync(desk.file('changed.html'), html.replace(/(steps trained":)20/, '$121'))
    const changed = await desk.bnw('report', '--check', 'changed.html')
    expect(changed).toMatchObject({
      code: 1,
      out: expect.stringMatching(/\n\nDIFFERS .*steps trained: 21 in the report, 20.*\n\n1 of \d+/) as string,
    })
    const elsewhere = await (await newDesk()).bnw('report', '--check', desk.file('checked.html'))
    expect(elsewhere).toMatchObject({
      code: 1,
      out: expect.stringMatching(/12 runs of it are not in this/) as string,
    })
    writeFileSync(desk.file('cut.html'), html.slice(0, -100))
    expect(await desk.bnw('report', '--check', 'cut.html')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/it was cut/) as string,
    })
    expect(await desk.bnw('report', '--check', 'tiny.bnw')).toMatchObject({ code: 2 })
  })

  test('a backup is a database of its own', async () => {
    expect(await desk.json('backup', 'copy.db')).toMatchObject({ file: desk.file('copy.db') })
    expect(
      (await desk.json<Listed>('list', '--db', 'copy.db')).experiments.some((one) => one.id === id),
    ).toBe(true)
  })
})

function table(file: string): string[][] {
  const lines = readFileSync(desk.file(file), 'utf8').trimEnd().split('\r\n')
  return lines.map((line) => line.split(','))
}
