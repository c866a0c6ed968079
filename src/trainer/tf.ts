import { createRequire } from 'node:module'
import type * as Tfjs from '@tensorflow/tfjs'

// The CommonJS build of the union package: in Node only it registers the gradients and every backend's chain.
// (Named otherwise than `require`, which the bundler of the desktop app declares in its own way.)
const load = createRequire(import.meta.url)

/** TensorFlow.js, one instance for the process. */
export const tf = load('@tensorflow/tfjs') as typeof Tfjs

// Without it TensorFlow.js advertises another of its packages at its first operation.
tf.enableProdMode()

export type Tensor = Tfjs.Tensor
export type Variable = Tfjs.Variable
export type DataType = 'float32' | 'int32' | 'bool'
