import type { Kernels } from './kernels.ts'
import type { DataType, Tensor } from './tf.ts'

type Tensors = Record<string, Tensor | null>
type OutputShape = { shape: readonly number[]; type?: DataType }

/** Where a tensor begins in wasm memory; 0 for one that is not wanted. */
export type AddressOf = (tensor: Tensor | null | undefined) => number

/** What a kernel is called with beside its tensors. */
export type KernelContext = {
  kernels: Kernels
  at: AddressOf
  /** Memory for the time of one call: at least so many floats, and never less than a matrix product needs. */
  scratch: (floats: number) => number
}

/**
 * One operation of a training step, declared once: the shapes of its outputs, a composition of stock operations
 * for any backend, and a call of a fused kernel on fixed addresses. The composition is the reference that the
 * kernel is tested against. A tensor that an operation changes in place must be a variable.
 */
export type Op<I extends Tensors, A, O extends Record<string, Tensor>> = {
  name: string
  outputs: (inputs: I, attributes: A) => { [K in keyof O]: OutputShape }
  composed: (inputs: I, attributes: A) => O
  /** What changes from step to step must be read from memory by the call, never captured here as a number. */
  kernel: (context: KernelContext, inputs: I, outputs: O, attributes: A) => () => void
}

/** Runs an operation, or records it: the two executors differ in nothing else. */
export type Run = <I extends Tensors, A, O extends Record<string, Tensor>>(
  op: Op<I, A, O>,
  inputs: I,
  attributes: A,
) => O

/** Gives a declaration its types. */
export function defineOp<I extends Tensors, A, O extends Record<string, Tensor>>(
  op: Op<I, A, O>,
): Op<I, A, O> {
  return op
}
