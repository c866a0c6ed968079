import { expect, test } from 'vitest'
import type { BackendChoice } from '../../src/contract/call-parts.ts'
import type { DatasetInfo } from '../../src/domain/dataset.ts'
import { memoryNeeded } from '../../src/domain/memory.ts'
import { cohortLimit } from '../../src/host/cohort-limit.ts'
import { planExperiment } from '../../src/host/experiment-plan.ts'
import { MNIST, parsed, specWith, WITH } from '../domain/specs.ts'

/** 64 runs of five layers of so many units at batch size 128. */
const planOf = (units: number, backend: BackendChoice, dataset: DatasetInfo = MNIST) => {
  const network = { layers: Array.from({ length: 5 }, () => ({ type: 'dense', units })) }
  const seeds = Array.from({ length: 64 }, (_, seed) => seed)
  const spec = parsed(specWith({ network, arms: [WITH], batchSizes: [128], seeds }))
  return planExperiment(spec, dataset, { backend, parallel: 1 })
}

test.each(['webgpu', 'cuda'] as const)(
  'on %s as many runs are stacked as fit, and none is refused',
  (backend) => {
    const { runs, dataset, problems } = planOf(512, backend)
    const { recipe } = runs[0]!
    const size = cohortLimit(backend, recipe)
    const bytesOf = (count: number) => {
      const { bytes, parts } = memoryNeeded(recipe, dataset, count)
      return bytes - parts.dataset
    }
    expect(problems).toEqual([])
    expect(size).toBeGreaterThan(8)
    expect(size).toBeLessThan(64)
    expect(bytesOf(size)).toBeLessThanOrEqual(3.5 * 2 ** 30)
    expect(bytesOf(size + 1)).toBeGreaterThan(3.5 * 2 ** 30)
    expect(cohortLimit(backend, planOf(8, backend).runs[0]!.recipe)).toBe(64)
  },
)

test('a run that is too large for WebAssembly is refused there only', () => {
  const units = 14_000
  expect(planOf(units, 'wasm').problems.join()).toMatch(/^Training a run at batch size 128 needs about/)
  expect(planOf(units, 'auto').problems.join()).toMatch(/more than the 3,584 MiB that a trainer has/)
  for (const backend of ['cpu', 'webgpu', 'cuda'] as const) {
    expect(planOf(units, backend).problems.join()).not.toMatch(/that a trainer has/)
    expect(cohortLimit(backend, planOf(units, backend).runs[0]!.recipe)).toBe(1)
  }
})

test('one trainer works on a GPU, whatever the settings say, and as many jobs are made as stacks are needed', () => {
  const plan = (backend: BackendChoice) => {
    const seeds = Array.from({ length: 70 }, (_, seed) => seed)
    return planExperiment(parsed(specWith({ arms: [WITH], batchSizes: [64, 128], seeds })), MNIST, {
      backend,
      parallel: 8,
    })
  }
  expect(plan('webgpu')).toMatchObject({ trainers: 1, jobs: 4 })
  expect(plan('wasm')).toMatchObject({ trainers: 8, jobs: 140 })
})
