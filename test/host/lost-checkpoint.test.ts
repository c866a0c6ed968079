import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { TrainerEvent } from '../../src/contract/trainer.ts'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { endless, newHost, runsOf, untilTraining } from './new-host.ts'

test('where the last checkpoint is damaged a run goes on from the one before it', async () => {
  const host = await newHost({ parallel: 1, checkpointEverySeconds: 0.2 })
  const id = await host.create({ ...endless })
  await untilTraining(host, id)
  await setTimeout(600)
  await host.call('experiments.stop', { id })
  await host.ended(id)
  const [run] = await runsOf(host, id)
  const { checkpoints } = await host.call('runs.get', { id: run!.id })
  const [earlier, last] = checkpoints
  expect(last!.step).toBeGreaterThan(earlier!.step)
  const losses = (await host.record(id)).runs[0]!.series.loss
  writeFileSync(last!.file, 'nothing')
  await host.call('experiments.resume', { id })
  const stepsOf = async () => (await runsOf(host, id))[0]!.stepsDone
  while ((await stepsOf()) >= last!.step) await setTimeout(5)
  while ((await stepsOf()) < last!.step) await setTimeout(20)
  expect((await host.record(id)).runs[0]!.series.loss.slice(0, last!.step)).toEqual(
    losses.slice(0, last!.step),
  )
  expect(await runsOf(host, id)).toMatchObject([{ status: 'running', attempt: 3 }])
})

test('a lost run whose checkpoints could not be written begins again, and does not fail', async () => {
  let trainers = 0
  const spawn: SpawnTrainer = (handlers) => {
    const isFirst = ++trainers === 1
    const trainer = spawnTrainer({
      onEnd: (reason) => handlers.onEnd(reason),
      onEvent: (event: TrainerEvent) => {
        handlers.onEvent(event)
        if (isFirst && event.type === 'checkpoint') trainer.kill()
      },
    })
    return trainer
  }
  const host = await newHost({ parallel: 1, checkpointEverySeconds: 0.2, spawn })
  writeFileSync(join(host.home, 'workbench.db-files'), 'in the way')
  const id = await host.create({ ...endless })
  await expect.poll(async () => (await runsOf(host, id))[0]!.attempt, { timeout: 15_000 }).toBe(2)
  await untilTraining(host, id)
  expect(await runsOf(host, id)).toMatchObject([{ status: 'running', attempt: 2 }])
})
