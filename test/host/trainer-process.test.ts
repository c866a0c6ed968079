import { expect, test } from 'vitest'
import type { TrainerCommand, TrainerEvent } from '../../src/contract/trainer.ts'
import { probeBackends } from '../../src/host/probe-backends.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { tinyRecipe } from '../trainer/tiny-recipe.ts'

test('a command outside the contract is refused before it is sent', async () => {
  await new Promise<void>((resolve) => {
    const trainer = spawnTrainer({ onEvent: () => undefined, onEnd: () => resolve() })
    const wrong = { type: 'train', job: { jobId: 1 } } as unknown as TrainerCommand
    expect(() => trainer.send(wrong)).toThrow(/Bad command to a trainer: .*must be a text/s)
    trainer.kill()
  })
})

test('a job without its data fails with the file that is missing, and the trainer goes on', async () => {
  const events: TrainerEvent[] = []
  await new Promise<void>((resolve) => {
    const trainer = spawnTrainer({
      onEvent(event) {
        events.push(event)
        if (event.type === 'idle') trainer.send({ type: 'exit' })
      },
      onEnd: () => resolve(),
    })
    const member = { runKey: 'a', seed: 1, learningRate: 0.1, start: { from: 'fresh' as const } }
    const job = { jobId: '1', datasetFolder: '/no/such/folder', members: [member], backend: 'cpu' as const }
    trainer.send({ type: 'train', job: { ...job, recipe: tinyRecipe() } })
  })
  expect(events.map(({ type }) => type)).toEqual(['ready', 'started', 'failed', 'idle'])
  expect(events[2]).toMatchObject({
    message: expect.stringMatching(/^\/no\/such\/folder.*is not there any more/) as string,
  })
})

test('a probe says of every backend what it runs on or why it cannot be had', async () => {
  const { backends, versions } = await probeBackends()
  expect(backends.map(({ name }) => name).sort()).toEqual(['cpu', 'cuda', 'wasm', 'webgpu'])
  for (const { detail } of backends) expect(detail.length).toBeGreaterThan(10)
  expect(backends.find(({ name }) => name === 'cpu')!.available).toBe(true)
  expect(versions).toHaveProperty('tensorflow')
})
