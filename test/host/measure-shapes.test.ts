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
