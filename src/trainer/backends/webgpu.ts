import { createRequire } from 'node:module'
import type { Backend } from '../backend.ts'
import { composedExecutor } from '../composed.ts'
import { tf } from '../tf.ts'

/**
 * WebGPU through Dawn, which the optional package `webgpu` holds: Vulkan, Metal or Direct3D 12. Throws why there is
 * none: the package is missing, its library can't be loaded, or the system offers no adapter.
 */
export async function startWebgpu(): Promise<Backend> {
  await provideGpu()
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (adapter === null)
    throw new Error('This system offers no WebGPU adapter (on Linux: no Vulkan driver was found).')
  createRequire(import.meta.url)('@tensorflow/tfjs-backend-webgpu')
  if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js could not start its WebGPU backend.')
  const { vendor, architecture, description } = adapter.info
  return {
    name: 'webgpu',
    tfName: 'webgpu',
    detail: [vendor, architecture, description].filter((part) => part !== '').join(', '),
    bytes: (values, shape) => tf.tensor(Int32Array.from(values), [...shape], 'int32'),
    createExecutor: composedExecutor,
  }
}

/** Gives this process the `navigator.gpu` that TensorFlow.js looks for. */
async function provideGpu(): Promise<void> {
  if ('gpu' in navigator) return
  const { create, globals } = await import('webgpu').catch((error: unknown) => {
    throw new Error(`The optional package "webgpu" can't be loaded: ${String(error)}`)
  })
  Object.assign(globalThis, globals)
  Object.defineProperty(navigator, 'gpu', { value: create([]), configurable: true })
}
