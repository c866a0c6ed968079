import type { Checkpoint } from '../contract/trainer.ts'

/** Weights and running statistics without the optimizer's own arrays, whose keys have a colon. */
export function weightsOf(checkpoint: Checkpoint): Checkpoint['tensors'] {
  return Object.fromEntries(Object.entries(checkpoint.tensors).filter(([key]) => !key.includes(':')))
}
