import os from 'node:os'
import type { BackendName, BackendReport, TrainJob } from '../contract/trainer.ts'

const STACKED = 64

/** Runs that train stacked: many where an operation's overhead rules (a GPU), one where a second process is better. */
const limits: Record<BackendName, number> = { wasm: 1, cpu: 1, webgpu: STACKED, cuda: STACKED }

/** How many runs of one shape a trainer is given at once. `auto` counts on a GPU only where CUDA is available. */
export function cohortLimit(backend: TrainJob['backend'], reports: readonly BackendReport[]): number {
  if (backend !== 'auto') return limits[backend]
  return reports.some(({ name, available }) => name === 'cuda' && available) ? limits.cuda : limits.wasm
}

/** How many trainers work at once unless the user says otherwise: one per core, or one for the GPU. */
export function usualTrainers(backend: TrainJob['backend']): number {
  return backend === 'webgpu' || backend === 'cuda' ? 1 : os.availableParallelism()
}
