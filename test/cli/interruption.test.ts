import { beforeAll, describe, expect, test } from 'vitest'
import type { ExperimentDetail, RunSummary } from '../../src/contract/host-answers.ts'
import { readResults } from '../../src/host/results-file.ts'
import { newDesk, type Desk, type Ended } from './bnw.ts'

let desk: Desk
beforeAll(async () => {
  desk = await newDesk()
})

const lossesIn = async (file: string) => {
  const { runs } = await readResults(desk.file(file))
  return runs.map(({ series }) => [...series.loss])
}

type Shown = ExperimentDetail & { runList: RunSummary[] }

describe.each(['SIGINT', 'SIGTERM'] as const)('%s', (signal) => {
  const name = `long ${signal}`
  let ended: Ended
  beforeAll(async () => {
    desk.spec(name, { seeds: [1], budget: { unit: 'epochs', amount: 2000 } })
    const called = desk.start(['run', `${name}.json`])
    await called.says(/backend auto/)
    await desk.inTraining(name)
    called.child.kill(signal)
    ended = await called.ended
  })

  test('stops in order and says how to go on', () => {
    expect(ended.code).toBe(130)
    expect(ended.err).toMatch(/Stopping; what has been trained is kept/)
    expect(ended.err).toMatch(/bnw resume [0-9a-f]{8} {2}\(goes on where it stopped\)/)
  })

  test('keeps what was trained', async () => {
    const shown = await desk.json<Shown>('show', name)
    expect(shown.status).toBe('stopped')
    expect(shown.runs.stopped).toBe(4)
    expect(Math.max(...shown.runList.map(({ stepsDone }) => stepsDone))).toBeGreaterThan(0)
  })
})

test('what is moved to the trash while it is followed has to be restored first, and that is said', async () => {
  desk.spec('thrown away', { seeds: [1], budget: { unit: 'epochs', amount: 2000 } })
  const called = desk.start(['run', 'thrown away.json'])
  await desk.inTraining('thrown away')
  await desk.bnw('delete', 'thrown away')
  const { code, err } = await called.ended
  expect(code).toBe(130)
  expect(err).toMatch(/moved to the trash meanwhile\n +bnw restore [0-9a-f]{8} {2}\(first\)\n +bnw resume/)
})

test('while it is measured how long it will take, nothing is stored, and that is said', async () => {
  const fresh = await newDesk()
  fresh.spec('unmeasured', {
    seeds: [1],
    batchSizes: [7, 11, 13, 17, 19, 23],
    budget: { unit: 'epochs', amount: 300 },
  })
  const called = fresh.start(['run', 'unmeasured.json'])
  await called.says(/Measuring how long/)
  called.child.kill('SIGINT')
  expect(await called.ended).toMatchObject({
    code: 130,
    err: expect.stringMatching(/Interrupted before anything/) as string,
  })
  expect(await fresh.json('list')).toMatchObject({ total: 0 })
})

test('resumed, it ends bit for bit as one that was never stopped', { timeout: 120_000 }, async () => {
  const resumed = await desk.bnw('resume', 'long SIGINT', '--out', 'resumed.json')
  expect(resumed).toMatchObject({ code: 0, err: expect.stringMatching(/runs? to train/) as string })
  await desk.bnw('run', 'long SIGINT.json', '--name', 'whole', '--out', 'whole.json')
  expect(await lossesIn('resumed.json')).toEqual(await lossesIn('whole.json'))
})

test('a second Ctrl-C ends at once, and nothing is lost', { timeout: 60_000 }, async () => {
  desk.spec('impatient', { seeds: [1], budget: { unit: 'epochs', amount: 20_000 } })
  const called = desk.start(['run', 'impatient.json'])
  await called.says(/backend auto/)
  await desk.inTraining('impatient')
  called.child.kill('SIGINT')
  await called.says(/Stopping/)
  called.child.kill('SIGINT')
  expect((await called.ended).code).toBe(130)
  const { runs } = await desk.json<Shown>('show', 'impatient')
  expect(runs.running).toBe(0)
  expect(runs.stopped + runs.interrupted + runs.queued).toBe(4)
})
