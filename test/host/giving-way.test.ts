import { expect, test } from 'vitest'
import { givingWay } from '../../src/host/supervised-trainer.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import { standIn } from './training/stand-in-pool.ts'

test('a trainer that gives way is told so before all else', async () => {
  const told: string[] = []
  const ended = Promise.withResolvers<string>()
  const spawn = givingWay((handlers) => {
    const trainer = spawnTrainer(handlers, standIn)
    return {
      ...trainer,
      send(command) {
        told.push(command.type)
        trainer.send(command)
      },
    }
  })
  const trainer = spawn({ onEvent: () => undefined, onEnd: ended.resolve })
  trainer.send({ type: 'exit' })
  expect(await ended.promise).toMatch(/ended with exit code 0/)
  expect(told).toEqual(['yield', 'exit'])
})
