import type { Collection, Executor, Values } from './executor.ts'
import type { Kernels } from './kernels.ts'
import type { AddressOf, KernelContext, Run } from './op.ts'
import { tf, type DataType, type Tensor } from './tf.ts'

/** What TensorFlow.js' wasm backend holds that its types don't say. */
export type WasmBackend = {
  wasm: { HEAPU8: Uint8Array; asm: { memory: WebAssembly.Memory } }
  dataIdMap: { get(id: object): { memoryOffset: number } }
}

/**
 * Executes steps as fused kernel calls on fixed addresses in wasm memory: a step is recorded once and then
 * replayed without allocation. A view of the memory is kept until the memory grows, which detaches it.
 */
export function recordedExecutor(backend: WasmBackend, kernels: Kernels): Executor {
  const kept: Tensor[] = []
  const at: AddressOf = (tensor) => (tensor ? backend.dataIdMap.get(tensor.dataId).memoryOffset : 0)
  const zeros = (shape: readonly number[], type: DataType = 'float32'): Tensor => {
    const tensor = tf.keep(tf.zeros([...shape], type))
    kept.push(tensor)
    return tensor
  }
  let scratch = zeros([kernels.PRODUCT_SCRATCH_BYTES.value / 4])
  const context: KernelContext = {
    kernels,
    at,
    scratch(floats) {
      if (floats > scratch.size) scratch = zeros([floats])
      return at(scratch)
    },
  }
  const views = new Map<Tensor, Values>()
  const view = (tensor: Tensor): Values => {
    const { buffer } = backend.wasm.HEAPU8
    const known = views.get(tensor)
    if (known?.buffer === buffer) return known
    const made =
      tensor.dtype === 'int32'
        ? new Int32Array(buffer, at(tensor), tensor.size)
        : new Float32Array(buffer, at(tensor), tensor.size)
    views.set(tensor, made)
    return made
  }

  return {
    variable(values, shape, type = 'float32') {
      // Tidied: the tensor of the first values would hold on to the memory that it shares with the variable.
      const variable = tf.tidy(() => tf.variable(tf.tensor(values, [...shape], type)))
      kept.push(variable)
      return variable
    },
    write: (variable, values) => view(variable).set(values),
    read: (variable) => Promise.resolve(Float32Array.from(view(variable))),
    collection: () => new CopiedValues(view),
    prepare: (step, into) => record(step, into, zeros, context),
    dispose: () => kept.forEach((tensor) => tensor.dispose()),
  }
}

function record<O extends Record<string, Tensor>>(
  step: (run: Run) => O,
  into: Record<keyof O, Collection>,
  zeros: (shape: readonly number[], type?: DataType) => Tensor,
  context: KernelContext,
): () => void {
  const calls: (() => void)[] = []
  const recordCall: Run = (op, inputs, attributes) => {
    const shapes = Object.entries(op.outputs(inputs, attributes))
    const outputs = Object.fromEntries(
      shapes.map(([name, { shape, type }]) => [name, zeros(shape, type)]),
    ) as ReturnType<typeof op.composed>
    calls.push(op.kernel(context, inputs, outputs, attributes))
    return outputs
  }
  const outputs = Object.entries(step(recordCall))
  return () => {
    for (const call of calls) call()
    for (const [name, tensor] of outputs) into[name]!.append(tensor)
  }
}

/** Values copied out of wasm memory run after run, into an array that grows by doubling. */
class CopiedValues implements Collection {
  readonly #view: (tensor: Tensor) => Values
  #values = new Float32Array(256)
  #length = 0

  constructor(view: (tensor: Tensor) => Values) {
    this.#view = view
  }

  append(output: Tensor): void {
    const values = this.#view(output)
    const end = this.#length + values.length
    if (end > this.#values.length) {
      const larger = new Float32Array(Math.max(end, 2 * this.#values.length))
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values.set(values, this.#length)
    this.#length = end
  }

  take(): Promise<Float32Array> {
    const taken = this.#values.slice(0, this.#length)
    this.#length = 0
    return Promise.resolve(taken)
  }
}
