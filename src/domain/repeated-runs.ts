import type { Cell } from './compared-run.ts'

/** What says which run is meant, and which of two is the better one to keep. */
type Repeatable = Cell & {
  arm: string
  seed: number
  isChosen: boolean
  isFinished: boolean
  endedAt: number | null
}

/**
 * Of runs of one arm, batch size, learning rate and seed the one that counts: the newest that has finished, or, where
 * none has, the last given; where some of them were chosen, of those.
 * @returns what is kept, in the order given, and each other one with the one it gave way to
 */
export function withoutRepeats<T extends Repeatable>(
  runs: readonly T[],
): { kept: T[]; left: { run: T; for: T }[] } {
  const places = Map.groupBy(runs, ({ arm, batchSize, learningRate, seed }) =>
    JSON.stringify([arm, batchSize, learningRate, seed]),
  )
  const counts = new Map([...places].map(([place, same]) => [place, same.reduce(better)]))
  const placed = [...places].flatMap(([place, same]) => same.map((run) => ({ run, for: counts.get(place)! })))
  const kept = new Set(counts.values())
  return { kept: runs.filter((run) => kept.has(run)), left: placed.filter(({ run }) => !kept.has(run)) }
}

function better<T extends Repeatable>(one: T, other: T): T {
  if (one.isChosen !== other.isChosen) return one.isChosen ? one : other
  if (one.isFinished !== other.isFinished) return one.isFinished ? one : other
  return (one.endedAt ?? 0) > (other.endedAt ?? 0) ? one : other
}
