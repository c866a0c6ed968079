import type { BackendName } from '../contract/trainer.ts'
import type { Executor } from './executor.ts'
import type { Tensor } from './tf.ts'

/** A device that trains, started in this process. */
export type Backend = {
  name: BackendName
  /** Under which TensorFlow.js knows it. */
  tfName: string
  /** What it runs on, for a run's record: the kernel variant, the adapter, the library. */
  detail: string
  /** Bytes kept on the device as [count, ...] for `gather`; the caller disposes them. */
  bytes: (values: Uint8Array, shape: readonly number[]) => Tensor
  /** For one job; made while this backend is TensorFlow.js' current one. */
  createExecutor: () => Executor
}
