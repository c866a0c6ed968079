import { readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { CompareSummary } from '../../src/contract/compare.ts'
import { readBlock } from '../../src/host/report/report-block.ts'
import { newDesk, type Desk } from './bnw.ts'

let desk: Desk
/** What `bnw run --json` answered of the second experiment. */
let trained: CompareSummary

beforeAll(async () => {
  desk = await newDesk()
  for (const [name, seeds, looks] of [
    ['first', [1, 2, 3], '1'],
    ['more', [4, 5], '2'],
  ] as const) {
    desk.spec(name, { name, seeds: [...seeds], budget: { unit: 'epochs', amount: 2 } })
    trained = await desk.json('run', `${name}.json`, '--looks', looks)
  }
}, 240_000)

test('several experiments are compared together, an arm over all its seeds', async () => {
  const { out, code } = await desk.bnw('compare', 'first', 'more')
  expect(code).toBe(0)
  expect(out).toMatch(
    /^first and more: 20 runs\n\nFinal test accuracy in evaluation mode\nBatch +Arm +N +Test acc. %/,
  )
  expect(out.match(/^ +(16|64) +(none|batch) +5 +\d+\.\d\d/gm)).toHaveLength(4)
  expect(out).toMatch(/Difference to the baseline arm, paired by seed\nBatch +Arm +Pairs +Points/)
  expect(out).toMatch(/Exploratory, on this test set: /)
  expect(out).toMatch(/This is look 2 at these results/)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})

test('options leave a part, and the verdict is over that part', async () => {
  const options = [
    '--batch-sizes',
    '64',
    '--learning-rates',
    '0.05',
    '--baseline',
    'batch',
    '--metric',
    'loss',
  ]
  const { out } = await desk.bnw('compare', 'first', ...options, '--target', '0.57')
  expect(out).toMatch(/Batch +Arm +N +Test loss +95 % interval +Diverged +Steps to 57 % +Images +Seconds/)
  expect(out).toMatch(/Difference to the baseline arm, paired by seed\nBatch +Arm +Pairs +Nats/)
  expect(out).toMatch(/^ +64 +none +3 /m)
  expect(out).not.toMatch(/^ +16 /m)
  expect(out).toMatch(/Seconds are a description/)
  expect(out).toMatch(/The filters show 6 of 12 runs/)
  const ended = await desk.bnw('compare', 'first', 'more', '--status', 'done,diverged', '--data', 'bars')
  expect(ended.out).toMatch(/^first and more: 20 runs/)
  expect((await desk.bnw('compare', 'first', '--status', 'failed')).out).toMatch(/leave out all 12 runs/)
  expect(await desk.bnw('compare', 'first', '--status', 'over')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--status is "over": must be one of queued, .*or several/) as string,
  })
})

test('JSON has one shape, after training, of one experiment, and of what options leave', async () => {
  const more = await desk.json<CompareSummary>('compare', 'more')
  expect(more).toEqual(trained)
  expect(await desk.json('compare', 'more', '--target', 'own', '--metric', 'accuracy')).toEqual(more)
  expect(more).toMatchObject({ metric: 'test accuracy', target: 0.5, ownTarget: 0.5, baseline: 'none' })
  expect(more.experiments.map(({ name }) => name)).toEqual(['more'])
  expect(more.cells.map(({ arm, batchSize }) => [arm, batchSize])).toEqual([
    ['none', 16],
    ['batch', 16],
    ['none', 64],
    ['batch', 64],
  ])
  const without = await desk.json<CompareSummary>('compare', 'more', '--target', 'none')
  expect(without).toMatchObject({ target: null, ownTarget: 0.5 })
})

test('runs that are chosen one by one are compared and reported alone', async () => {
  const { runs } = await desk.json<CompareSummary>('compare', 'first')
  const chosen = runs.filter(({ batchSize, seed }) => batchSize === 64 && seed < 3).map(({ id }) => id)
  const { out } = await desk.bnw('compare', 'first', '--runs', chosen.join(', '))
  expect(out).toMatch(/^first: 4 runs/)
  expect(out).toMatch(/^ +64 +batch +2 /m)
  expect(out).toMatch(/The filters show 4 of 12 runs/)
  const { file } = await desk.json<{ file: string }>('report', 'first', '--runs', chosen.join(','))
  const html = readFileSync(file, 'utf8')
  expect(
    readBlock(html)
      .block.runs.map(({ id }) => id)
      .toSorted(),
  ).toEqual(chosen.toSorted())
  expect(html).toContain(`--runs ${chosen.join(',')}\n`)
  expect(await desk.bnw('report', '--check', file)).toMatchObject({ code: 0 })
  expect((await desk.bnw('compare', 'first', '--runs', 'nobody')).out).toMatch(/leave out all 12 runs/)
})

test('a report is of the metric and to the target that are asked for, and its own command makes it again', async () => {
  const { file } = await desk.json<{ file: string }>(
    ...(['report', 'first', '-o', 'loss.html', '--metric', 'loss', '--target', '0.3'] as const),
  )
  const html = readFileSync(file, 'utf8')
  expect(html).toContain('Does “batch” change the final test loss, compared with “none”?')
  expect(html).toMatch(/Steps to 30 %/)
  const [command] = /^bnw report \w.*/m.exec(html)!
  expect(command).toMatch(/^bnw report [0-9a-f]{8} --metric loss --target 0\.3$/)
  expect(await desk.bnw(...command.split(' ').slice(1), '-o', 'again.html')).toMatchObject({ code: 0 })
  expect(readFileSync(desk.file('again.html'), 'utf8')).toBe(html)
  expect(await desk.bnw('report', '--check', file)).toMatchObject({ code: 0 })
  expect(await desk.bnw('report', 'first', '--metric', 'speed')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--metric is "speed": must be one of accuracy, loss/) as string,
  })
})

test('the same as JSON', async () => {
  const summary = await desk.json<CompareSummary>(
    'compare',
    'first',
    'more',
    '--arm',
    'none',
    '--arm',
    'batch',
  )
  expect(summary.arms.map(({ label }) => label)).toEqual(['none', 'batch'])
  expect(summary.runs).toHaveLength(20)
  expect(summary.verdict!.lines).toHaveLength(2)
  const alone = await desk.json<CompareSummary>('compare', 'first', '--arm', 'none')
  expect(alone.verdict).toBeNull()
  expect(alone.notes[0]).toMatch(/of the arms only none is shown/)
})

test.each([
  [['--metric', 'speed'], /--metric is "speed": must be one of accuracy, loss/],
  [
    ['--target', '95'],
    /--target is "95": must be a share above 0 and at most 1, such as 0.95, or one of own, none/,
  ],
  [['--learning-rates', '0.1,-1'], /--learning-rates is "0.1,-1": must be a number above 0/],
  [['--batch-sizes', '0'], /--batch-sizes is "0"/],
])('%j is refused with what is allowed', async (options, words) => {
  expect(await desk.bnw('compare', 'first', ...options)).toMatchObject({
    code: 2,
    err: expect.stringMatching(words) as string,
  })
})
