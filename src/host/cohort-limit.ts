import os from 'node:os'
import type { TrainJob } from '../contract/trainer.ts'
import { membersThatFit, WASM_MEMORY_LIMIT } from '../domain/memory.ts'
import type { Recipe } from '../domain/recipe.ts'

type Backend = TrainJob['backend']

const STACKED = 64

/** What the tensors of a stack may take: TensorFlow.js does not say what a card has, and 4 GiB is what a small one has. */
const STACK_BYTES = 3.5 * 2 ** 30

/** `auto` is wasm or cpu, on which a second process serves better than stacking; on a GPU the operations' overhead rules. */
const limits: Record<Backend, number> = { auto: 1, wasm: 1, cpu: 1, webgpu: STACKED, cuda: STACKED }

/** How many runs of a recipe a trainer is given at once: as many as stack well, and no more than fit. */
export function cohortLimit(backend: Backend, recipe: Recipe): number {
  if (limits[backend] === 1) return 1
  return Math.max(1, Math.min(limits[backend], membersThatFit(recipe, STACK_BYTES)))
}

/**
 * What one run may need, in bytes: WebAssembly's memory is bounded. The other backends take what the machine or the
 * card has; the machine's is judged beside, and a card that has too little says so when the run starts.
 */
export function memoryLimit(backend: Backend): number {
  return backend === 'auto' || backend === 'wasm' ? WASM_MEMORY_LIMIT : Infinity
}

/** Whether several trainers work on it side by side; a GPU takes one job at a time. */
export function isShared(backend: Backend): boolean {
  return limits[backend] === 1
}

/** How many trainers work at once unless the user says otherwise: one per core, or one for the GPU. */
export function usualTrainers(backend: Backend): number {
  return isShared(backend) ? os.availableParallelism() : 1
}
