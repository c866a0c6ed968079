import type { Collection, Executor } from './executor.ts'
import type { Run } from './op.ts'
import { tf, type Tensor, type Variable } from './tf.ts'

/**
 * Executes steps as compositions of stock TensorFlow.js operations, on any backend. Outputs stay on the device until
 * they are taken, so that no step waits for its loss.
 */
export function composedExecutor(): Executor {
  const kept: Variable[] = []
  return {
    variable(values, shape, type = 'float32') {
      // A copy: the cpu and tensorflow backends go on using the array they are given.
      const variable = tf.tidy(() => tf.variable(tf.tensor(values.slice(), [...shape], type)))
      kept.push(variable)
      return variable
    },
    write(variable, values) {
      tf.tidy(() =>
        variable.assign(tf.tensor(values.slice(), variable.shape, variable.dtype as 'float32' | 'int32')),
      )
    },
    async read(variable) {
      return Float32Array.from(await variable.data())
    },
    collection: () => new HeldTensors(),
    prepare: compose,
    dispose: () => kept.forEach((variable) => variable.dispose()),
  }
}

const runComposed: Run = (op, inputs, attributes) => op.composed(inputs, attributes)

function compose<O extends Record<string, Tensor>>(
  step: (run: Run) => O,
  into: Record<keyof O, Collection>,
): () => void {
  return () => {
    const outputs = tf.tidy(() => step(runComposed))
    for (const [name, tensor] of Object.entries(outputs)) into[name]!.append(tensor)
  }
}

/** Tensors that stay on the device until they are taken. */
class HeldTensors implements Collection {
  #tensors: Tensor[] = []

  append(output: Tensor): void {
    this.#tensors.push(output)
  }

  async take(): Promise<Float32Array> {
    const tensors = this.#tensors
    this.#tensors = []
    if (tensors.length === 0) return new Float32Array()
    const all = tf.tidy(() => tf.concat(tensors.map((tensor) => tensor.flatten())))
    const values = await all.data()
    tf.dispose([all, ...tensors])
    return Float32Array.from(values)
  }
}
