import os from 'node:os'
import { expect, test } from 'vitest'
import { spawnTrainer } from '../../../src/host/trainer-process.ts'
import { TrainerSlots } from '../../../src/host/training/trainer-slots.ts'
import { standIn } from './stand-in-pool.ts'

test('one trainer more than there are cores, and all of them let others go first', async () => {
  const told: string[][] = []
  const ended = Promise.withResolvers<undefined>()
  const slots: TrainerSlots = new TrainerSlots({
    graceSeconds: 10,
    spawn(handlers) {
      const [trainer, commands]: [ReturnType<typeof spawnTrainer>, string[]] = [
        spawnTrainer(handlers, standIn),
        [],
      ]
      told.push(commands)
      return {
        ...trainer,
        send(command) {
          commands.push(command.type)
          trainer.send(command)
        },
      }
    },
    onEvent: () => undefined,
    onEnd: () => slots.size === 0 && ended.resolve(undefined),
  })
  const cores = os.availableParallelism()
  for (let trainer = 0; trainer < cores; trainer++) slots.start()
  expect(told).toEqual(Array.from({ length: cores }, () => []))
  slots.start()
  expect(told).toEqual(Array.from({ length: cores + 1 }, () => ['yield']))
  for (const slot of slots.all()) slots.dismiss(slot)
  await ended.promise
})
