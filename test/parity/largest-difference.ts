/** The largest distance of two series of losses, step by step. Both have one length. */
export function largestDifference(ours: readonly number[], theirs: readonly number[]): number {
  return ours.reduce((largest, loss, step) => Math.max(largest, Math.abs(loss - theirs[step]!)), 0)
}
