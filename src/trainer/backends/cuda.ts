import type { Backend } from '../backend.ts'

/** CUDA through @tensorflow/tfjs-node-gpu. Throws why there is none. */
export function startCuda(): Promise<Backend> {
  return Promise.reject(new Error('not started yet'))
}
