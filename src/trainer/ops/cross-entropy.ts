import { defineOp } from '../op.ts'
import { tf, type Tensor } from '../tf.ts'

type Inputs = { logits: Tensor; labels: Tensor }

function oneHot(labels: Tensor, classes: number): Tensor {
  return tf.oneHot(tf.cast(labels, 'int32'), classes).toFloat()
}

/**
 * Softmax cross-entropy of logits [R, B, C] against labels [R, B]: loss [R] is the mean over the batch, correct [R]
 * the share of the batch whose largest logit is the label's, dlogits = (softmax − one-hot)/B.
 */
export const crossEntropy = defineOp<Inputs, object, { loss: Tensor; correct: Tensor; dlogits: Tensor }>({
  name: 'crossEntropy',
  outputs: ({ logits }) => ({
    loss: { shape: [logits.shape[0]] },
    correct: { shape: [logits.shape[0]] },
    dlogits: { shape: logits.shape },
  }),
  composed: ({ logits, labels }) => {
    const [, B, C] = logits.shape as [number, number, number]
    const target = oneHot(labels, C)
    const logProbability = logits.logSoftmax()
    return {
      loss: logProbability.mul(target).sum(2).mean(1).neg(),
      correct: logits.argMax(2).equal(labels).toFloat().mean(1),
      dlogits: logProbability.exp().sub(target).div(B),
    }
  },
  kernel: ({ kernels, at }, { logits, labels }, { loss, correct, dlogits }) => {
    const addresses = [at(logits), at(labels), at(loss), at(correct), at(dlogits)] as const
    const [R, B, C] = logits.shape as [number, number, number]
    return () => kernels.crossEntropy(...addresses, R, B, C)
  },
})

/** For evaluation: the loss of each image [R, B] and the class predicted for it [R, B], both as floats. */
export const classify = defineOp<Inputs, object, { losses: Tensor; predicted: Tensor }>({
  name: 'classify',
  outputs: ({ labels }) => ({
    losses: { shape: labels.shape },
    predicted: { shape: labels.shape },
  }),
  composed: ({ logits, labels }) => ({
    losses: logits.logSoftmax().mul(oneHot(labels, logits.shape[2]!)).sum<Tensor>(2).neg(),
    predicted: logits.argMax(2).toFloat(),
  }),
  kernel: ({ kernels, at }, { logits, labels }, { losses, predicted }) => {
    const addresses = [at(logits), at(labels), at(losses), at(predicted)] as const
    const [rows, classes] = [labels.size, logits.shape[2]!]
    return () => kernels.classify(...addresses, rows, classes)
  },
})
