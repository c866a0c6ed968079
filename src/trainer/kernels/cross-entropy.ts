import { exp64, log64 } from './functions'
import { at, get, set } from './memory'

/** The class with the largest logit; the first of equals. */
function largest(logits: usize, C: i32): i32 {
  let best = 0
  for (let c = 1; c < C; c++) if (get(logits, c) > get(logits, best)) best = c
  return best
}

/** Σ exp(logit − largest) over the classes. */
function sumOfExponentials(logits: usize, C: i32, peak: f64): f64 {
  let sum: f64 = 0
  for (let c = 0; c < C; c++) sum += exp64(<f64>get(logits, c) - peak)
  return sum
}

/**
 * Softmax cross-entropy of logits [R, B, C] against labels [R, B] (int32): loss [R] = mean over the batch,
 * correct [R] = share of the batch whose largest logit is the label's, dlogits = (softmax − one-hot)/B.
 */
export function crossEntropy(logits: usize, labels: usize, loss: usize, correct: usize, dlogits: usize, R: i32, B: i32, C: i32): void {
  for (let r = 0; r < R; r++) {
    let total: f64 = 0
    let hits = 0
    for (let i = r * B; i < (r + 1) * B; i++) {
      const row = at(logits, i * C)
      const gradient = at(dlogits, i * C)
      const label = load<i32>(at(labels, i))
      const best = largest(row, C)
      const peak = <f64>get(row, best)
      const sum = sumOfExponentials(row, C, peak)
      total += log64(sum) + peak - <f64>get(row, label)
      if (best == label) hits++
      for (let c = 0; c < C; c++) {
        const probability = exp64(<f64>get(row, c) - peak) / sum
        set(gradient, c, <f32>((probability - (c == label ? 1 : 0)) / <f64>B))
      }
    }
    set(loss, r, <f32>(total / <f64>B))
    set(correct, r, <f32>hits / <f32>B)
  }
}

/** losses [R, B] of each image and the class predicted for it [R, B]. */
export function classify(logits: usize, labels: usize, losses: usize, predicted: usize, rows: i32, C: i32): void {
  for (let i = 0; i < rows; i++) {
    const row = at(logits, i * C)
    const best = largest(row, C)
    const peak = <f64>get(row, best)
    set(losses, i, <f32>(log64(sumOfExponentials(row, C, peak)) + peak - <f64>get(row, load<i32>(at(labels, i)))))
    set(predicted, i, <f32>best)
  }
}
