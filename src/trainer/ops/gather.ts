import { defineOp } from '../op.ts'
import { tf, type Tensor } from '../tf.ts'

type Inputs = { images: Tensor; labels: Tensor; indices: Tensor }
type Attributes = { mean: number; std: number }

/**
 * A batch of a data set kept as bytes: images [N, D] and labels [N] at indices [R, B] →
 * x [R, B, D] = (byte/255 − mean)/std, y [R, B].
 */
export const gather = defineOp<Inputs, Attributes, { x: Tensor; y: Tensor }>({
  name: 'gather',
  outputs: ({ images, indices }) => ({
    x: { shape: [...indices.shape, images.shape[1]!] },
    y: { shape: indices.shape, type: 'int32' },
  }),
  composed: ({ images, labels, indices }, { mean, std }) => ({
    x: tf.gather(images, tf.cast(indices, 'int32')).toFloat().div(255).sub(mean).div(std),
    y: tf.gather(labels, tf.cast(indices, 'int32')).toInt(),
  }),
  kernel: ({ kernels, at }, { images, labels, indices }, { x, y }, { mean, std }) => {
    const [data, classes, rows, out, outLabels] = [at(images), at(labels), at(indices), at(x), at(y)]
    const [count, features] = [indices.size, images.shape[1]!]
    return () => kernels.gather(data, classes, rows, out, outLabels, count, features, mean, std)
  },
})
