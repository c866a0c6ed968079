import { expect, test } from 'vitest'
import { measureShapes, type MeasureOptions } from '../../src/host/plan/measure-shapes.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { jobOf } from '../trainer/tiny-job.ts'
import { tinyRecipe } from '../trainer/tiny-recipe.ts'

function usual(): MeasureOptions {
  const { datasetFolder } = jobOf()
  const { signal } = new AbortController()
  return { spawn: spawnTrainer, trainers: 1, backend: 'cpu', datasetFolder, limitSeconds: 60, signal }
}

test('after the limit no shape is begun, and what was measured is kept', async () => {
  const shapes = ['one', 'other'].map((key) => ({ key, recipe: tinyRecipe(), cohort: 1 }))
  expect((await measureShapes(shapes, usual())).map(({ key }) => key)).toEqual(['one', 'other'])
  expect((await measureShapes(shapes, { ...usual(), limitSeconds: 0 })).map(({ key }) => key)).toEqual([
    'one',
  ])
})

test('when the host closes its trainers end at once', async () => {
  const closing = new AbortController()
  const shapes = [{ key: 'long', recipe: tinyRecipe({ batchSize: 2 }), cohort: 1 }]
  const measuring = measureShapes(shapes, { ...usual(), signal: closing.signal })
  closing.abort()
  await expect(measuring).rejects.toThrow(/ended/)
})

test('when one trainer is lost, the others have ended before that is told', async () => {
  let [started, alive] = [0, 0]
  const spawn: SpawnTrainer = (handlers) => {
    const isFirst = ++started === 1
    alive++
    const trainer = spawnTrainer({
      onEvent(event) {
        handlers.onEvent(event)
        if (isFirst && event.type === 'started') trainer.kill('Lost.')
      },
      onEnd(reason) {
        alive--
        handlers.onEnd(reason)
      },
    })
    return trainer
  }
  const shapes = ['one', 'other'].map((key) => ({ key, recipe: tinyRecipe({ batchSize: 2 }), cohort: 1 }))
  await expect(measureShapes(shapes, { ...usual(), trainers: 2, spawn })).rejects.toThrow('Lost.')
  expect({ started, alive }).toEqual({ started: 2, alive: 0 })
})

test('a trainer that ends between two shapes is told, not waited for', async () => {
  const spawn: SpawnTrainer = (handlers) =>
    spawnTrainer({
      ...handlers,
      onEvent(event) {
        handlers.onEvent(event)
        if (event.type === 'idle') handlers.onEnd('The trainer process ended by signal SIGKILL.')
      },
    })
  const shape = { recipe: tinyRecipe(), cohort: 1 }
  const shapes = ['one', 'other'].map((key) => ({ key, ...shape }))
  await expect(measureShapes(shapes, { ...usual(), spawn })).rejects.toThrow(
    'The trainer process ended by signal SIGKILL.',
  )
})
