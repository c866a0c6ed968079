import { expect, test } from 'vitest'
import { measureShapes } from '../../src/host/plan/measure-shapes.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { jobOf } from '../trainer/tiny-job.ts'
import { tinyRecipe } from '../trainer/tiny-recipe.ts'

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
  const options = { spawn, trainers: 1, backend: 'cpu', datasetFolder: jobOf().datasetFolder } as const
  await expect(measureShapes(shapes, options)).rejects.toThrow('The trainer process ended by signal SIGKILL.')
})
