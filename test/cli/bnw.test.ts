import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { readResults } from '../../src/host/results-file.ts'
import { tinySpec } from '../host/tiny-spec.ts'
import { barsImport, newDesk, type Desk, type Ended } from './bnw.ts'

let desk: Desk
const inFolder = (name: string): string => join(desk.folder, name)

beforeAll(async () => {
  desk = newDesk()
  writeFileSync(inFolder('tiny.json'), JSON.stringify(tinySpec))
  expect(await desk.bnw(barsImport(desk.folder))).toMatchObject({ code: 0 })
})

describe('an experiment from the command line', () => {
  let ended: Ended
  beforeAll(async () => {
    ended = await desk.bnw(['run', 'tiny.json', '--out', 'results/tiny.json', '--epochs', '6'])
  })

  test('ends well, and prints the tables, the verdict, the notes and the file', () => {
    expect(ended.code).toBe(0)
    expect(ended.out).toMatch(/Batch {2}Arm +N {2}Test acc. % +95 % interval {2}Train loss/)
    expect(ended.out).toMatch(/ {3}16 {2}none +3 /)
    expect(ended.out).toMatch(/ {3}64 {2}batch +3 .*(better|no difference shown|cannot know)/)
    expect(ended.out).toMatch(
      /Does batch change the final test accuracy, compared with none\?\nOn this test set: /,
    )
    expect(ended.out).toMatch(/About the design\n- /)
    expect(ended.err).toMatch(/Every step of every run is in results\/tiny.json/)
  })

  test('writes every step of every run, with the options that were given', async () => {
    const record = await readResults(inFolder('results/tiny.json'))
    expect(record.spec.budget).toEqual({ unit: 'epochs', amount: 6 })
    expect(record.runs.map(({ series }) => series.loss.length)).toEqual(
      [120, 30, 120, 30].flatMap((steps) => [steps, steps, steps]),
    )
  })

  test('no line is wider than 100 columns', () => {
    expect(Math.max(...ended.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
  })

  test('is compared again from its file, word for word', async () => {
    expect((await desk.bnw(['compare', 'results/tiny.json'])).out).toBe(ended.out)
  })

  test('gives its figures as JSON', async () => {
    const { out } = await desk.bnw(['compare', 'results/tiny.json', '--json'])
    const figures = JSON.parse(out) as { cells: { arm: string }[]; verdict: { lines: unknown[] } }
    expect(figures.cells.map(({ arm }) => arm)).toEqual(['none', 'none', 'batch', 'batch'])
    expect(figures.verdict.lines).toHaveLength(2)
  })

  test('is never overwritten', async () => {
    const again = await desk.bnw(['run', 'tiny.json', '--out', 'results/tiny.json'])
    expect(again).toMatchObject({ code: 2, err: expect.stringContaining('exists already') as string })
  })

  test('has runs that can be exported to PyTorch by name', async () => {
    const exported = await desk.bnw([
      'export',
      'batch/64/2',
      '--pytorch',
      'replay',
      '--from',
      'results/tiny.json',
    ])
    expect(exported.code).toBe(0)
    expect(readdirSync(inFolder('replay'))).toContain('replay.py')
  })
})

test('a run that starts from another is exported with its weights', async () => {
  const arms = [
    tinySpec.arms[1]!,
    {
      name: 'continued',
      normalization: { type: 'batch' },
      start: { from: 'trained', arm: 'batch', batchSize: 64, epochs: 2 },
    },
  ]
  writeFileSync(
    inFolder('continued.json'),
    JSON.stringify({ ...tinySpec, arms, batchSizes: [64], seeds: [1] }),
  )
  expect((await desk.bnw(['run', 'continued.json', '--out', 'continued-results.json'])).code).toBe(0)
  const options = ['--pytorch', 'continued', '--from', 'continued-results.json']
  expect(await desk.bnw(['export', 'continued/64/1', ...options])).toMatchObject({ code: 0, err: '' })
})

test('a plan says what would be trained and trains nothing', async () => {
  const { code, out } = await desk.bnw(['plan', 'tiny.json', '--seeds', '2'])
  expect(code).toBe(0)
  expect(out).toMatch(/8 runs: “none”, “batch”/)
  expect(out).toMatch(/4 epochs at batch 64 are 20 steps, at 16 they are 80/)
  expect(existsSync(inFolder('home/results'))).toBe(false)
})

test('an impossible plan says why, and its exit code is that of bad input', async () => {
  const { code, out } = await desk.bnw(['plan', 'tiny.json', '--batch-sizes', '5000'])
  expect(code).toBe(2)
  expect(out).toMatch(/Impossible\n- batchSizes\[0\] is 5000: must be at most 320/)
})

test('Ctrl-C stops in order, keeps what was trained and says so', async () => {
  const long = ['run', 'tiny.json', '--epochs', '100000', '--out', 'stopped.json']
  let isAsked = false
  const { code, err } = await desk.bnw(long, (text, kill) => {
    if (isAsked || !/ [1-9]\d* s left| min /.test(text)) return
    isAsked = true
    kill('SIGINT')
  })
  expect(code).toBe(130)
  expect(err).toMatch(/Stopping; what has been trained is kept/)
  const { runs } = await readResults(inFolder('stopped.json'))
  expect(runs.every(({ outcome }) => outcome === 'stopped')).toBe(true)
  expect(Math.max(...runs.map(({ series }) => series.loss.length))).toBeGreaterThan(0)
})

describe('bad input is met with a sentence and exit code 2', () => {
  beforeAll(() => {
    writeFileSync(inFolder('broken.json'), '{"spec":1,')
    writeFileSync(inFolder('wrong.json'), JSON.stringify({ ...tinySpec, seeds: [-1], colour: 'red' }))
  })
  test.each([
    [
      ['run', 'nothing'],
      /"nothing" is no preset \(assignment, notebook-order\), and as a file: there is no such file/,
    ],
    [['run', 'broken.json'], /broken.json is not JSON/],
    [['run', 'wrong.json'], /seeds\[0\] is -1: must be[^]*colour is not a known key/],
    [
      ['run', 'tiny.json', '--seeds', '1,x'],
      /--seeds is "1,x": must be whole numbers from 0, separated by commas/,
    ],
    [['run', 'tiny.json', '--epochs', '0'], /--epochs is "0": must be a whole number from 1/],
    [['run', 'tiny.json', '--parallel', '-1'], /--parallel is "-1"/],
    [
      ['run', 'tiny.json', '--backend', 'abacus'],
      /--backend is "abacus": must be one of auto, wasm, cpu, webgpu, cuda/,
    ],
    [['run', 'tiny.json', '--data', 'nowhere'], /there is no data set "nowhere"; known: digits, bars/],
    [
      ['run', 'tiny.json', '--batch-sizes', '1'],
      /batchSizes.* must be at least 2 for an arm with batch normalization/,
    ],
    [['run', 'tiny.json', '--out', 'tiny.json/x.json'], /tiny.json\/x.json cannot be written/],
    [['compare', 'tiny.json'], /tiny.json is not a results file of this version/],
    [['compare', 'missing.json'], /missing.json cannot be read/],
    [['export', 'a', '--pytorch', 'x'], /required option '--from <file>' not specified/],
    [['data', 'remove', 'digits'], /"digits" is embedded and cannot be removed/],
    [['data', 'import', 'bars'], /required option/],
    [['frobnicate'], /unknown command 'frobnicate'/],
  ])('%j', async (args, message) => {
    const { code, out, err } = await desk.bnw(args)
    expect(err).toMatch(message)
    expect(err).not.toMatch(/\n\s+at /)
    expect({ code, out }).toEqual({ code: 2, out: '' })
  })
})

test('data sets are listed and removed', async () => {
  const other = newDesk()
  await other.bnw(barsImport(other.folder))
  expect((await other.bnw(['data', 'list'])).out).toMatch(/digits +20000[^]*bars +400 +100 +10×10/)
  expect((await other.bnw(['data', 'remove', 'bars'])).code).toBe(0)
  expect((await other.bnw(['data', 'list'])).out).not.toMatch(/bars/)
})

test('the doctor names versions, the data folder and every backend', async () => {
  const { code, out } = await desk.bnw(['doctor'])
  expect(code).toBe(0)
  expect(out).toMatch(/Node \d+/)
  expect(out).toContain(inFolder('home'))
  for (const backend of ['wasm', 'cuda', 'webgpu', 'cpu'])
    expect(out).toMatch(new RegExp(`(yes|no ) {2}${backend}`))
})
