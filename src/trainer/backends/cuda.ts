import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import util from 'node:util'
import type { Backend } from '../backend.ts'
import { composedExecutor } from '../composed.ts'
import { tf } from '../tf.ts'

const PACKAGE = '@tensorflow/tfjs-node-gpu'
const load = createRequire(import.meta.url)

type Binding = { isUsingGpuDevice(): boolean; TF_Version: string }
type KernelBackend = new (binding: Binding, packageName: string) => object

/**
 * CUDA through the TensorFlow library of @tensorflow/tfjs-node-gpu, in whose place `BNW_TENSORFLOW_BINDING` may name a
 * `tfjs_binding.node` built against another TensorFlow. Throws why there is none.
 */
export async function startCuda(): Promise<Backend> {
  const named = process.env.BNW_TENSORFLOW_BINDING
  const binding = loadBinding(named ?? packagedBinding())
  // A library that is named on purpose is taken as it is: on the processor it is this path's twin for tests.
  if (!binding.isUsingGpuDevice() && named === undefined) {
    throw new Error(
      'TensorFlow found no CUDA device: is an NVIDIA driver installed, with CUDA 11.2 and cuDNN 8.1?',
    )
  }
  keepRemovedNodeFunction()
  // What the package's own index.js does last, but for its search of the binding.
  load(`${PACKAGE}/dist/register_all_kernels`)
  const { NodeJSKernelBackend } = load(`${PACKAGE}/dist/nodejs_kernel_backend`) as {
    NodeJSKernelBackend: KernelBackend
  }
  tf.registerBackend('tensorflow', () => new NodeJSKernelBackend(binding, PACKAGE) as never)
  if (!(await tf.setBackend('tensorflow'))) throw new Error('TensorFlow could not start.')
  return {
    name: 'cuda',
    tfName: 'tensorflow',
    detail: `TensorFlow ${binding.TF_Version} on ${binding.isUsingGpuDevice() ? 'a CUDA device' : 'the processor'}`,
    bytes: (values, shape) => tf.tensor(Int32Array.from(values), [...shape], 'int32'),
    createExecutor: composedExecutor,
  }
}

function loadBinding(file: string): Binding {
  if (!existsSync(file)) {
    throw new Error(
      `The TensorFlow library is not installed (${file} is missing): on Linux or Windows with an NVIDIA card run ` +
        '"npm run engine:cuda".',
    )
  }
  try {
    return load(file) as Binding
  } catch (error) {
    throw new Error(`The TensorFlow library can't be loaded: ${String(error)}`)
  }
}

/** Where the package's installer puts its addon: a folder for the version of Node-API it was built for. */
function packagedBinding(): string {
  let manifest: string
  try {
    manifest = load.resolve(`${PACKAGE}/package.json`)
  } catch {
    throw new Error(`The optional package "${PACKAGE}" is not installed.`)
  }
  return join(dirname(manifest), 'lib', 'napi-v8', 'tfjs_binding.node')
}

/** tfjs-node 4.22 calls `util.isNullOrUndefined`, which Node 23 removed. */
function keepRemovedNodeFunction(): void {
  const mutable = util as { isNullOrUndefined?: (value: unknown) => boolean }
  mutable.isNullOrUndefined ??= (value) => value === null || value === undefined
}
