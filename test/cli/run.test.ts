import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { CompareSummary } from '../../src/contract/compare.ts'
import type { Plan } from '../../src/contract/host-answers.ts'
import { readResults } from '../../src/host/results-file.ts'
import { newDesk, type Desk, type Ended } from './bnw.ts'

let desk: Desk
beforeAll(async () => {
  desk = await newDesk()
  desk.spec('tiny')
})

describe('an experiment from the command line', () => {
  let ended: Ended
  let id: string
  beforeAll(async () => {
    ended = await desk.bnw(
      ...['run', 'tiny.json', '--epochs', '6', '--out', 'kept/tiny.json', '--report', 'kept/tiny.html'],
    )
    id = /Experiment ([0-9a-f]{16})/.exec(ended.err)![1]!
  })

  test('says before it starts what it will train and how long that takes', () => {
    expect(ended.err).toMatch(/^tiny\n12 runs: “none”, “batch”; batch size 16, 64; .*6 epochs\n/m)
    expect(ended.err).toMatch(
      /900 steps in 12 cohorts on \d+ trainers?, backend auto: about \d+ s as this machine trained last/,
    )
    expect(ended.err).toMatch(/Disk: about [\d.]+ [KM]iB, of/)
    expect(ended.err).toMatch(/this design\n- /)
  })

  test('ends well, and prints the tables, the verdict, the notes and how to go on', () => {
    expect(ended.code).toBe(0)
    expect(ended.out).toMatch(/Batch {2}Arm +N {2}Test acc. % +95 % interval {2}Train loss/)
    expect(ended.out).toMatch(/ {3}16 {2}none +3 /)
    expect(ended.out).toMatch(/ {3}64 {2}batch +3 .*(better|no difference shown|cannot know)/)
    expect(ended.out).toMatch(
      /Does “batch” change the final test accuracy, compared with “none”\?\nOn this test set: /,
    )
    expect(ended.out).toMatch(/About the design\n- /)
    expect(ended.err).toContain(`bnw show ${id.slice(0, 8)}\n  bnw report ${id.slice(0, 8)}`)
    expect(ended.err).not.toMatch(/bnw resume/)
  })

  test('tells on stderr of each run that is done, where there is no terminal', () => {
    expect(ended.err.match(/^(none|batch), batch (16|64), seed [123]: done$/gm)).toHaveLength(12)
  })

  test('writes every step of every run, with the options that were given', async () => {
    const record = await readResults(desk.file('kept/tiny.json'))
    expect(record.spec.budget).toEqual({ unit: 'epochs', amount: 6 })
    expect(record.runs.map(({ series }) => series.loss.length)).toEqual(
      [120, 30, 120, 30].flatMap((steps) => [steps, steps, steps]),
    )
  })

  test('writes its report', () => {
    expect(readFileSync(desk.file('kept/tiny.html'), 'utf8')).toMatch(/<title>tiny<\/title>[^]*<svg/)
  })

  test('no line is wider than 100 columns', () => {
    expect(Math.max(...ended.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })

  test('is compared again from the database, word for word', async () => {
    expect((await desk.bnw('compare', id)).out).toBe(ended.out)
  })

  test('gives its figures as JSON', async () => {
    const { experiments, cells, verdict } = await desk.json<CompareSummary>('compare', 'tiny')
    expect(experiments).toMatchObject([{ id, name: 'tiny' }])
    expect(cells.map(({ arm }) => arm)).toEqual(['none', 'batch', 'none', 'batch'])
    expect(verdict!.lines).toHaveLength(2)
  })

  test('its record is never overwritten', async () => {
    const again = await desk.bnw('run', 'tiny.json', '--out', 'kept/tiny.json')
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('exists already') as string })
  })

  test('has nothing left to resume', async () => {
    expect(await desk.bnw('resume', id)).toMatchObject({
      code: 0,
      err: 'Nothing of “tiny” is left to train.\n',
    })
  })
})

test('the assignment’s script writes its report and every step of every run', async () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { assignment: string } }
  const args = scripts.assignment.split('bin/bnw.js ')[1]!.replace('assignment', 'tiny.json').split(' ')
  const { code, err } = await desk.bnw(...args, '--seeds', '1', '--batch-sizes', '64', '--name', 'As asked')
  expect(code).toBe(0)
  const id = /Experiment ([0-9a-f]{8})/.exec(err)![1]!
  expect(readdirSync(desk.file('results')).sort()).toEqual([`as-asked-${id}.html`, `as-asked-${id}.json`])
  const { runs } = await readResults(desk.file(`results/as-asked-${id}.json`))
  expect(runs.map(({ series }) => series.loss.length)).toEqual([20, 20])
})

test('a run that cannot train makes its experiment end with exit code 1; each record has a file of its own', async () => {
  // Without batch normalization so large a rate diverges; that is an end. What fails is the backend.
  const { code, err, out } = await desk.bnw(
    ...['run', 'tiny.json', '--seeds', '1', '--batch-sizes', '64', '--backend', 'cuda', '--out'],
  )
  expect(code).toBe(1)
  expect(err).toMatch(/none, batch 64, seed 1: failed\. .*cuda|how long it takes is not known/s)
  expect(out).toBe('')
  const file = `results/tiny-${/Experiment ([0-9a-f]{8})/.exec(err)![1]!}`
  const kept = readFileSync(desk.file(`${file}.json`), 'utf8')
  await desk.bnw('resume', /Experiment ([0-9a-f]{16})/.exec(err)![1]!, '--out')
  expect(readFileSync(desk.file(`${file}.json`), 'utf8')).toBe(kept)
  expect((await readResults(desk.file(`${file}-2.json`))).runs).toHaveLength(2)
})

test('a plan says what would be trained and trains nothing', async () => {
  const other = await newDesk()
  other.spec('tiny')
  const { code, out } = await other.bnw('plan', 'tiny.json', '--seeds', '2')
  expect(code).toBe(0)
  expect(out).toMatch(/8 runs: “none”, “batch”/)
  expect(out).toMatch(/4 epochs at batch 64 are 20 steps, at 16 they are 80/)
  expect(out).toMatch(/steps in 8 cohorts on/)
  expect(out).toMatch(/Disk: about [\d.]+ [KM]iB, of [\d.]+ [GT]iB free/)
  const plan = await other.json<Plan>('plan', 'tiny.json', '--parallel', '1')
  expect(plan).toMatchObject({ runs: 12, trainers: 1, problems: [] })
  expect((await other.json<{ total: number }>('list')).total).toBe(0)
})

test('an impossible plan says why, and its exit code is that of bad input', async () => {
  const { code, out } = await desk.bnw('plan', 'tiny.json', '--batch-sizes', '5000')
  expect(code).toBe(2)
  expect(out).toMatch(/Impossible\n- batchSizes\[0\] is 5000: must be at most 320/)
  const run = await desk.bnw('run', 'tiny.json', '--batch-sizes', '5000')
  expect(run).toMatchObject({ code: 2, out: '' })
  expect(run.err).toMatch(/batchSizes\[0\] is 5000: must be at most 320/)
})

test('another database is chosen with --db, before the command or after it', async () => {
  await desk.bnw('run', 'tiny.json', '--seeds', '1', '--batch-sizes', '64', '--db', 'other/place.db')
  expect(existsSync(desk.file('other/place.db'))).toBe(true)
  const { experiments } = await desk.json<{ experiments: unknown[] }>('--db', 'other/place.db', 'list')
  expect(experiments).toHaveLength(1)
  const { err } = await desk.bnw('resume', 'tiny', '--db', 'other/place.db')
  expect(err).toMatch(/Nothing of “tiny” is left/)
  expect(readdirSync(desk.home)).not.toContain('place.db')
})
