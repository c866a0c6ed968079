import os from 'node:os'
import type { TrainJob } from '../contract/trainer.ts'

type Backend = TrainJob['backend']

const STACKED = 64

/** `auto` is wasm or cpu, on which a second process serves better than stacking; on a GPU the operations' overhead rules. */
const limits: Record<Backend, number> = { auto: 1, wasm: 1, cpu: 1, webgpu: STACKED, cuda: STACKED }

/** How many runs of one shape a trainer is given at once. */
export function cohortLimit(backend: Backend): number {
  return limits[backend]
}

/** How many trainers work at once unless the user says otherwise: one per core, or one for the GPU. */
export function usualTrainers(backend: Backend): number {
  return backend === 'webgpu' || backend === 'cuda' ? 1 : os.availableParallelism()
}
