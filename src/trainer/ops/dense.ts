import { defineOp } from '../op.ts'
import { tf, type Tensor } from '../tf.ts'

/**
 * y = x·w + b for every replica; b null: no bias.
 * x [R, B, In] · w [R, In, Out] + b [R, Out] → y [R, B, Out]
 */
export const dense = defineOp<{ x: Tensor; w: Tensor; b: Tensor | null }, object, { y: Tensor }>({
  name: 'dense',
  outputs: ({ x, w }) => ({ y: { shape: [x.shape[0], x.shape[1]!, w.shape[2]!] } }),
  composed: ({ x, w, b }) => {
    const product = tf.matMul(x, w)
    return { y: b ? product.add(b.expandDims(1)) : product }
  },
  kernel: ({ kernels, at, scratch }, { x, w, b }, { y }) => {
    const addresses = [at(x), at(w), at(b), at(y)] as const
    const [R, B, K] = x.shape as [number, number, number]
    const N = w.shape[2]!
    const memory = scratch(0)
    return () => kernels.dense(...addresses, R, B, K, N, memory)
  },
})

type BackwardOutputs = { dw: Tensor; db: Tensor; dx: Tensor }
type Wanted = { bias: boolean; input: boolean }
const nothing = { shape: [0] }

/** dw = xᵀ·dy [R, In, Out], db = Σ dy over the batch [R, Out], dx = dy·wᵀ [R, B, In]; empty where not wanted. */
export const denseBackward = defineOp<{ x: Tensor; w: Tensor; dy: Tensor }, Wanted, BackwardOutputs>({
  name: 'denseBackward',
  outputs: ({ x, w, dy }, wanted) => ({
    dw: { shape: w.shape },
    db: wanted.bias ? { shape: [dy.shape[0], dy.shape[2]!] } : nothing,
    dx: wanted.input ? { shape: x.shape } : nothing,
  }),
  composed: ({ x, w, dy }, wanted) => ({
    dw: tf.matMul(x, dy, true, false),
    db: wanted.bias ? dy.sum(1) : tf.zeros([0]),
    dx: wanted.input ? tf.matMul(dy, w, false, true) : tf.zeros([0]),
  }),
  kernel: ({ kernels, at, scratch }, { x, w, dy }, { dw, db, dx }, wanted) => {
    const addresses = [
      at(x),
      at(w),
      at(dy),
      wanted.input ? at(dx) : 0,
      at(dw),
      wanted.bias ? at(db) : 0,
    ] as const
    const [R, B, K] = x.shape as [number, number, number]
    const N = w.shape[2]!
    const memory = scratch(N)
    return () => kernels.denseBackward(...addresses, R, B, K, N, memory)
  },
})
