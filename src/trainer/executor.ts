import type { Run } from './op.ts'
import type { DataType, Tensor, Variable } from './tf.ts'

export type Values = Float32Array | Int32Array

/** One of the two ways to run a training step. What it made lives until `dispose`. */
export type Executor = {
  /** A variable with these values. On wasm its address stays the same for the executor's whole life. */
  variable: (values: Values, shape: readonly number[], type?: DataType) => Variable
  /** New values for a variable, in force for every program run after this. */
  write: (variable: Variable, values: Values) => void
  /** A variable's values after all programs run before this. */
  read: (variable: Variable) => Promise<Float32Array>
  /** Gathers the outputs of programs without waiting for the device. */
  collection: () => Collection
  /** A step that can be run again and again; each run appends its outputs to the collections of their names. */
  prepare: <O extends Record<string, Tensor>>(
    step: (run: Run) => O,
    into: Record<keyof O, Collection>,
  ) => () => void
  dispose: () => void
}

export type Collection = {
  append: (output: Tensor) => void
  /** The values of everything appended since the last take, one after the other, in one read. */
  take: () => Promise<Float32Array>
}
