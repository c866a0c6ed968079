/** An experiment of which seeds are judged together with those of others; times in milliseconds. */
export type PooledExperiment = {
  createdAt: number
  /** When its first run ended, and its results could be known; null where none has. */
  firstEndAt: number | null
}

/**
 * How many looks at results stand behind seeds that are judged together: 1, and one more for each experiment that was
 * made when the seeds since the last look had a result. Whoever makes one then may do so because of what was seen, which
 * is optional stopping; experiments that were planned together, or side by side on two machines, are one look.
 */
export function looksAt(experiments: readonly PooledExperiment[]): number {
  let looks = 1
  let knownFrom = Infinity
  for (const { createdAt, firstEndAt } of experiments.toSorted((a, b) => a.createdAt - b.createdAt)) {
    const isFurther = createdAt > knownFrom
    if (isFurther) looks++
    knownFrom = Math.min(isFurther ? Infinity : knownFrom, firstEndAt ?? Infinity)
  }
  return looks
}
