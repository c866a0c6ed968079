import { Random } from '../../src/domain/random.ts'
import type { Executor, Values } from '../../src/trainer/executor.ts'
import { inFloat64 } from './float64-ops.ts'
import { loadKernels, type KernelVariant } from '../../src/trainer/kernels.ts'
import type { Op } from '../../src/trainer/op.ts'
import { recordedExecutor, type WasmBackend } from '../../src/trainer/recorded.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { tf, type Tensor, type Variable } from '../../src/trainer/tf.ts'

/** What computes an operation: its kernel in one compiled variant, or its composition on the cpu backend. */
export type Engine = KernelVariant | 'cpu' | 'float64' | Waiting
/** A variant whose operations, once prepared, wait for something before they run. */
export type Waiting = { variant: KernelVariant; beforeRun: () => Promise<void> }
export const variants = ['wide', 'relaxed', 'simd'] as const

/** A tensor for an operation: float32, int32, or a byte an element. */
export type Given = { shape: readonly number[]; values: Float32Array | Int32Array | Uint8Array }

/** An executor of the engine, with the memory that its tensors live in made current. */
export async function executorOf(engine: Engine): Promise<Executor> {
  if (engine === 'float64') throw new Error('The float64 references have no executor.')
  if (engine === 'cpu') return (await startBackend('cpu')).createExecutor()
  const backend = await wasmBackend()
  const variant = typeof engine === 'string' ? engine : engine.variant
  return recordedExecutor(backend, loadKernels(variant, backend.wasm.asm.memory))
}

export async function wasmBackend(): Promise<WasmBackend> {
  await startBackend('wasm')
  return tf.backend() as unknown as WasmBackend
}

/** An operation held ready: run it as often as wanted, with new values written to its inputs in between. */
export type PreparedOp = {
  inputs: Record<string, Variable>
  executor: Executor
  /** The outputs of one more run; an input that the operation changes in place is read by `executor.read`. */
  run: () => Promise<Record<string, Float32Array>>
}

export async function prepareOp<I extends Record<string, Tensor | null>, A, O extends Record<string, Tensor>>(
  engine: Engine,
  op: Op<I, A, O>,
  given: { [K in keyof I]: Given | null },
  attributes: A,
): Promise<PreparedOp> {
  const executor = await executorOf(engine)
  const inputs: Record<string, Variable> = {}
  for (const [name, tensor] of Object.entries<Given | null>(given)) {
    if (tensor) inputs[name] = variableOf(executor, tensor)
  }
  const absent = Object.fromEntries(Object.keys(given).map((name) => [name, null]))
  const collected = { names: [] as string[] }
  const outputs = executor.collection()
  // Whatever its name, each output goes to the one collection, in order.
  const into = new Proxy({}, { get: () => outputs }) as Record<keyof O, typeof outputs>
  let sizes: number[] = []
  const execute = executor.prepare((run) => {
    const made = run(op, { ...absent, ...inputs } as unknown as I, attributes)
    collected.names = Object.keys(made)
    sizes = Object.values(made).map(({ size }) => size)
    return made
  }, into)
  return {
    inputs,
    executor,
    async run() {
      execute()
      const all = await outputs.take()
      let at = 0
      return Object.fromEntries(collected.names.map((name, i) => [name, all.slice(at, (at += sizes[i]!))]))
    },
  }
}

/** The outputs of one run, and after it the inputs named by `changed`, which the operation changes in place. */
export async function runOp<I extends Record<string, Tensor | null>, A, O extends Record<string, Tensor>>(
  engine: Engine,
  op: Op<I, A, O>,
  given: { [K in keyof I]: Given | null },
  attributes: A,
  changed: readonly string[] = [],
): Promise<Record<string, Float32Array>> {
  if (engine === 'float64') return inFloat64(op.name, given, attributes as object)
  const { executor, inputs, run } = await prepareOp(engine, op, given, attributes)
  try {
    if (typeof engine !== 'string') await engine.beforeRun()
    const outputs = await run()
    for (const name of changed) outputs[name] = await executor.read(inputs[name]!)
    return outputs
  } finally {
    executor.dispose()
  }
}

function variableOf(executor: Executor, { shape, values }: Given): Variable {
  // TensorFlow.js keeps one byte an element under the type 'bool'.
  if (values instanceof Uint8Array) return executor.variable(values as unknown as Values, shape, 'bool')
  return executor.variable(values, shape, values instanceof Int32Array ? 'int32' : 'float32')
}

/** Normal values of the given shape, the same for the same key. */
export function normal(key: number, ...shape: number[]): Given {
  const random = new Random(31, key, ...shape)
  return { shape, values: Float32Array.from({ length: sizeOf(shape) }, () => random.normal()) }
}

/** Whole numbers from 0 to below `limit`, as int32. */
export function whole(key: number, limit: number, ...shape: number[]): Given {
  const random = new Random(32, key, ...shape)
  return { shape, values: Int32Array.from({ length: sizeOf(shape) }, () => random.below(limit)) }
}

const sizeOf = (shape: readonly number[]) => shape.reduce((a, b) => a * b, 1)
