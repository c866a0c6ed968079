import type { Activation } from '../../domain/spec.ts'
import type { Kernels } from '../kernels.ts'
import { defineOp } from '../op.ts'
import { tf, type Tensor } from '../tf.ts'

type Name = Exclude<Activation, 'identity'>
type Forward = (x: number, y: number, count: number) => void
type Backward = (kept: number, dy: number, dx: number, count: number) => void

/** What an activation is made of. `keeps` says what its derivative is written in: its input or its output. */
type Definition = {
  keeps: 'input' | 'output'
  forward: (x: Tensor) => Tensor
  backward: (kept: Tensor, dy: Tensor) => Tensor
  kernels: (kernels: Kernels) => { forward: Forward; backward: Backward }
}

const definitions: Record<Name, Definition> = {
  relu: {
    keeps: 'output',
    forward: (x) => x.relu(),
    backward: (y, dy) => dy.mul(y.step()),
    kernels: (k) => ({ forward: k.relu, backward: k.reluBackward }),
  },
  sigmoid: {
    keeps: 'output',
    forward: (x) => x.sigmoid(),
    backward: (y, dy) => dy.mul(y).mul(tf.sub(1, y)),
    kernels: (k) => ({ forward: k.sigmoid, backward: k.sigmoidBackward }),
  },
  tanh: {
    keeps: 'output',
    forward: (x) => x.tanh(),
    backward: (y, dy) => dy.mul(tf.sub(1, y.square())),
    kernels: (k) => ({ forward: k.tanh, backward: k.tanhBackward }),
  },
  /** x·Φ(x) with the exact Φ (Hendrycks & Gimpel 2016), PyTorch's default. */
  gelu: {
    keeps: 'input',
    forward: (x) => x.mul(normalCumulative(x)),
    backward: (x, dy) => dy.mul(normalCumulative(x).add(x.mul(normalDensity(x)))),
    kernels: (k) => ({ forward: k.gelu, backward: k.geluBackward }),
  },
}

function normalCumulative(x: Tensor): Tensor {
  return x.mul(Math.SQRT1_2).erf().add(1).mul(0.5)
}

function normalDensity(x: Tensor): Tensor {
  return x
    .square()
    .mul(-0.5)
    .exp()
    .mul(1 / Math.sqrt(2 * Math.PI))
}

/** Which of its input and its output the backward of an activation needs. */
export function keptByActivation(name: Name): 'input' | 'output' {
  return definitions[name].keeps
}

/** y = f(x), any shape. */
export const activation = defineOp<{ x: Tensor }, { name: Name }, { y: Tensor }>({
  name: 'activation',
  outputs: ({ x }) => ({ y: { shape: x.shape } }),
  composed: ({ x }, { name }) => ({ y: definitions[name].forward(x) }),
  kernel: ({ kernels, at }, { x }, { y }, { name }) => {
    const { forward } = definitions[name].kernels(kernels)
    const [input, output, count] = [at(x), at(y), x.size]
    return () => forward(input, output, count)
  },
})

/** dx = f′·dy, from what the activation keeps. */
export const activationBackward = defineOp<{ kept: Tensor; dy: Tensor }, { name: Name }, { dx: Tensor }>({
  name: 'activationBackward',
  outputs: ({ dy }) => ({ dx: { shape: dy.shape } }),
  composed: ({ kept, dy }, { name }) => ({ dx: definitions[name].backward(kept, dy) }),
  kernel: ({ kernels, at }, { kept, dy }, { dx }, { name }) => {
    const { backward } = definitions[name].kernels(kernels)
    const [input, gradient, output, count] = [at(kept), at(dy), at(dx), dy.size]
    return () => backward(input, gradient, output, count)
  },
})
