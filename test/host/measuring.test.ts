import { expect, test } from 'vitest'
import type { TrainJob } from '../../src/contract/trainer.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { endless, newHost, untilTraining } from './new-host.ts'
import { storedCosts } from './stored-costs.ts'
import { tinySpec } from './tiny-spec.ts'

/** Starts real trainers, and counts them. */
function countedTrainers() {
  const seen = { started: 0, mostAtOnce: 0, jobs: [] as TrainJob[] }
  const alive = new Set<object>()
  const spawn: SpawnTrainer = (handlers) => {
    const trainer = spawnTrainer(handlers)
    alive.add(trainer)
    seen.started++
    seen.mostAtOnce = Math.max(seen.mostAtOnce, alive.size)
    return {
      send(command) {
        if (command.type === 'train') seen.jobs.push(command.job)
        trainer.send(command)
      },
      kill(reason) {
        alive.delete(trainer)
        trainer.kill(reason)
      },
    }
  }
  // One step is what a trainer warms up with.
  const measured = () => seen.jobs.filter(({ recipe }) => recipe.budget.amount > 1).map(({ jobId }) => jobId)
  return { spawn, seen, measured }
}

const withSizes = (...batchSizes: number[]): SpecInput => ({ ...tinySpec, ...endless, batchSizes })

test('two plans that ask for measuring at once measure each shape once, one plan after the other', async () => {
  const { spawn, seen, measured } = countedTrainers()
  const { call, home } = await newHost({ parallel: 2, spawn })
  const specs = [withSizes(16, 64), withSizes(64, 16, 32)]
  const plans = await Promise.all(specs.map((spec) => call('experiments.plan', { spec })))
  for (const { secondsLeft } of plans) expect(secondsLeft).toBeGreaterThan(0)
  expect(measured()).toHaveLength(3)
  expect(new Set(measured()).size).toBe(3)
  expect(seen.mostAtOnce).toBeLessThanOrEqual(2)
  expect(storedCosts(home)).toBe(3)
})

test('a plan that lacks nothing does not wait for the measuring of another', async () => {
  const { call } = await newHost({ parallel: 1 })
  await call('experiments.plan', { spec: withSizes(64) })
  const answered: string[] = []
  const ask = async (name: string, spec: SpecInput) => {
    await call('experiments.plan', { spec })
    answered.push(name)
  }
  await Promise.all([ask('measured', withSizes(16)), ask('known', withSizes(64))])
  expect(answered).toEqual(['known', 'measured'])
})

test.each(['wasm', 'cuda'] as const)(
  'a flood of plans starts no more trainers than one, on %s',
  async (backend) => {
    const starts: number[] = []
    for (const count of [1, 5]) {
      const { spawn, seen } = countedTrainers()
      const { call } = await newHost({ parallel: 2, spawn })
      const ask = () => call('experiments.plan', { spec: withSizes(32, 64), backend })
      await Promise.all(Array.from({ length: count }, ask))
      starts.push(seen.started)
    }
    expect(starts[1]).toBe(starts[0])
  },
)

test('beside training too, where nothing that is measured is kept', async () => {
  const { spawn, measured } = countedTrainers()
  const host = await newHost({ parallel: 1, spawn })
  const id = await host.create(endless)
  await untilTraining(host, id)
  const before = measured().length
  const ask = () => host.call('experiments.plan', { spec: withSizes(32) })
  for (const { secondsLeft } of await Promise.all([ask(), ask(), ask()]))
    expect(secondsLeft).toBeGreaterThan(0)
  expect(measured().length - before).toBe(1)
  expect(storedCosts(host.home)).toBe(0)
})

test('when the host closes, no plan that waits begins to measure', async () => {
  const { spawn, seen } = countedTrainers()
  const { call, close } = await newHost({ parallel: 1, spawn })
  const asked = [16, 32, 64].map((size) => call('experiments.plan', { spec: withSizes(size) }))
  await expect.poll(() => seen.started).toBe(1)
  await close()
  await Promise.allSettled(asked)
  expect(seen.started).toBe(1)
})
