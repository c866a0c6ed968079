import { expect, test } from 'vitest'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { newHost } from './new-host.ts'

test('however many ask at once what it can train on, one process looks; who asks later is answered anew', async () => {
  let started = 0
  const { call } = await newHost({
    spawn(options) {
      started++
      return spawnTrainer(options)
    },
  })
  const answers = await Promise.all(Array.from({ length: 50 }, () => call('system.doctor', {})))
  expect(started).toBe(1)
  for (const { backends } of answers) expect(backends).toEqual(answers[0]!.backends)
  expect((await call('system.doctor', {})).backends).toHaveLength(answers[0]!.backends.length)
  expect(started).toBe(2)
})
