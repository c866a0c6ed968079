import type { Backend } from '../backend.ts'

/** WebGPU through Dawn (`webgpu` on npm). Throws why there is none. */
export function startWebgpu(): Promise<Backend> {
  return Promise.reject(new Error('not started yet'))
}
