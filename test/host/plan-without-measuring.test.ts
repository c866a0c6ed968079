import { rmSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { barsHome } from './bars-home.ts'
import { runHost, type RunningHost } from './running-host.ts'
import { tinySpec } from './tiny-spec.ts'

const noTrainer: SpawnTrainer = () => {
  throw new Error('A plan without measuring starts no trainer.')
}

async function newHost(spawn?: SpawnTrainer): Promise<RunningHost & { home: string }> {
  const home = await barsHome()
  const host = runHost(home, spawn === undefined ? {} : { spawn })
  onTestFinished(async () => {
    await host.close()
    rmSync(home, { recursive: true, force: true })
  })
  return { ...host, home }
}

test('it starts no trainer, reads no images, and says all but the time', async () => {
  const { call, home } = await newHost(noTrainer)
  const { digest } = (await call('datasets.list', {})).find(({ name }) => name === 'bars')!
  truncateSync(join(home, 'datasets', digest, 'train-images.idx'), 20)
  const plan = await call('experiments.plan', { spec: tinySpec, measure: false })
  expect(plan).toMatchObject({ runs: 12, secondsLeft: null, problems: [] })
  expect(plan.totalSteps).toBe(6 * 4 * (20 + 5))
})

test('of the embedded digits nothing is made', async () => {
  const { call, home } = await newHost(noTrainer)
  const spec = { ...tinySpec, data: { dataset: 'digits' } }
  const began = performance.now()
  expect((await call('experiments.plan', { spec, measure: false })).dataset.name).toBe('digits')
  expect(performance.now() - began).toBeLessThan(1000)
  expect((await call('datasets.list', {})).map(({ name }) => name)).toEqual(['digits', 'bars'])
  rmSync(home, { recursive: true, force: true })
})

test('it says the time once the shapes were measured', async () => {
  const { call } = await newHost()
  const spec = { ...tinySpec, seeds: [1], batchSizes: [64] }
  const measured = await call('experiments.plan', { spec })
  expect(measured.secondsLeft).toBeGreaterThan(0)
  expect(await call('experiments.plan', { spec, measure: false })).toEqual({
    ...measured,
    diskFree: expect.any(Number) as number,
  })
  await call('system.changeSettings', { parallel: 1 })
  expect((await call('experiments.plan', { spec, measure: false })).secondsLeft).toBeGreaterThan(0)
})

test('a spec that cannot be run, or whose data set is not there, is told as with measuring', async () => {
  const { call } = await newHost(noTrainer)
  await expect(call('experiments.plan', { spec: {}, measure: false })).rejects.toMatchObject({
    code: 'bad-input',
  })
  const spec = { ...tinySpec, data: { dataset: 'nothing' } }
  await expect(call('experiments.plan', { spec, measure: false })).rejects.toMatchObject({
    code: 'not-found',
  })
})
