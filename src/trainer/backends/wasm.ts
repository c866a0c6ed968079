import { createRequire } from 'node:module'
import { dirname, join, sep } from 'node:path'
import type { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import type { Backend } from '../backend.ts'
import { chooseKernels } from '../choose-kernels.ts'
import { recordedExecutor, type WasmBackend } from '../recorded.ts'
import { tf } from '../tf.ts'

/** TensorFlow.js' wasm backend with our kernels in its memory. Throws when the kernels are not built. */
export async function startWasm(): Promise<Backend> {
  const load = createRequire(import.meta.url)
  const wasm = load('@tensorflow/tfjs-backend-wasm') as { setWasmPaths: typeof setWasmPaths }
  const folder = dirname(load.resolve('@tensorflow/tfjs-backend-wasm/package.json'))
  wasm.setWasmPaths(join(folder, 'dist') + sep)
  await tf.setBackend('wasm')
  await tf.ready()
  const backend = tf.backend() as unknown as WasmBackend
  const { variant, kernels, reason } = chooseKernels(backend.wasm.asm.memory)
  return {
    name: 'wasm',
    tfName: 'wasm',
    detail: `${variant} kernels (${reason})`,
    // The type 'bool' holds one byte an element here, whatever its value.
    bytes: (values, shape) => tf.tensor(values, [...shape], 'bool'),
    createExecutor: () => recordedExecutor(backend, kernels),
  }
}
