import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ExperimentDetail, ExperimentSummary } from '../../src/contract/host-answers.ts'
import { newDesk, type Called, type Desk } from './bnw.ts'

// Several processes of the program on one database, as a user has them in several terminals.

let desk: Desk
const started: Called[] = []

function start(...args: string[]): Called {
  const called = desk.start(args)
  started.push(called)
  return called
}

beforeEach(async () => {
  desk = await newDesk()
  desk.spec('long', { seeds: [1], batchSizes: [64], budget: { unit: 'epochs', amount: 20_000 } })
  desk.spec('middling', { seeds: [1], batchSizes: [64], budget: { unit: 'epochs', amount: 4000 } })
  desk.spec('short')
})

afterEach(async ({ task }) => {
  for (const { child } of started) child.kill('SIGKILL')
  const ended = await Promise.all(started.splice(0).map((called) => called.ended))
  if (task.result?.state === 'fail')
    for (const { err } of ended) process.stderr.write(`${task.name}: ${err}\n`)
})

async function statusOf(name: string): Promise<string | undefined> {
  const { experiments } = await desk.json<{ experiments: ExperimentSummary[] }>('list', name)
  return experiments[0]?.status
}

test('one lists, shows and stops what another trains', { timeout: 60_000 }, async () => {
  const trains = start('run', 'long.json')
  await trains.says(/backend auto/)
  await desk.inTraining('long')
  expect((await desk.bnw('doctor')).out).toMatch(new RegExp(`Held by +process ${trains.child.pid!}`))
  expect((await desk.bnw('compare', 'long')).code).toBe(0)
  expect((await desk.bnw('stop', 'long')).out).toMatch(/Stopped 2 runs\.\nGo on with: bnw resume/)
  const { code, err } = await trains.ended
  expect(code).toBe(130)
  expect(err).toMatch(/bnw resume/)
})

test('one trains through the other, and waits for its turn', { timeout: 90_000 }, async () => {
  const first = start('run', 'long.json')
  await first.says(/backend auto/)
  await desk.inTraining('long')
  const second = start('run', 'short.json', '--parallel', '1')
  await second.says(/--parallel has no effect: process \d+ holds the database/)
  await desk.bnw('stop', 'long')
  const { code, out } = await second.ended
  expect(code).toBe(0)
  expect(out).toMatch(/^short {2}12 runs/)
})

test('when the one that trains is killed, the other goes on with its own', { timeout: 90_000 }, async () => {
  const first = start('run', 'long.json')
  await first.says(/backend auto/)
  await desk.inTraining('long')
  const second = start('run', 'middling.json')
  await expect.poll(() => statusOf('middling'), { timeout: 30_000 }).toMatch(/queued|running/)
  first.child.kill('SIGKILL')
  const { code, out } = await second.ended
  expect(code).toBe(0)
  expect(out).toMatch(/^middling {2}2 runs/)
  const { status, runs } = await desk.json<ExperimentDetail>('show', 'long')
  expect(runs.running + runs.done).toBe(0)
  expect(status).toBe('incomplete')
})

test('one that ends in order hands over what it trained for another', { timeout: 90_000 }, async () => {
  const first = start('run', 'long.json')
  await first.says(/backend auto/)
  await desk.inTraining('long')
  const second = start('run', 'middling.json')
  await expect.poll(() => statusOf('middling'), { timeout: 30_000 }).toMatch(/queued|running/)
  first.child.kill('SIGINT')
  expect((await first.ended).code).toBe(130)
  const { code, out } = await second.ended
  expect(code).toBe(0)
  expect(out).toMatch(/^middling {2}2 runs/)
})

test('what a killed process left behind is resumed', { timeout: 90_000 }, async () => {
  const first = start('run', 'middling.json')
  await first.says(/backend auto/)
  await desk.inTraining('middling')
  first.child.kill('SIGKILL')
  await first.ended
  const { code, err } = await desk.bnw('resume', 'middling')
  expect(err).toMatch(/^middling: 2 runs to train/)
  expect(code).toBe(0)
})

test('resume follows what another process trains', { timeout: 90_000 }, async () => {
  const first = start('run', 'long.json')
  await first.says(/backend auto/)
  await desk.inTraining('long')
  const follows = start('resume', 'long')
  await follows.says(/long is in training; following it/)
  await desk.bnw('stop', 'long')
  expect((await follows.ended).code).toBe(130)
})
