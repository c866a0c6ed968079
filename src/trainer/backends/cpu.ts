import type { Backend } from '../backend.ts'
import { composedExecutor } from '../composed.ts'
import { tf } from '../tf.ts'

/** TensorFlow.js in plain JavaScript: slow, always there. */
export async function startCpu(): Promise<Backend> {
  await tf.setBackend('cpu')
  return {
    name: 'cpu',
    tfName: 'cpu',
    detail: `plain JavaScript of TensorFlow.js ${tf.version_core}`,
    bytes: (values, shape) => tf.tensor(values, [...shape], 'bool'),
    createExecutor: composedExecutor,
  }
}
