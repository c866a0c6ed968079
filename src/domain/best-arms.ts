import { isSameCell, isToCome, type Cell, type ComparedRun, type Metric } from './compared-run.ts'
import { matchSeeds } from './comparison.ts'
import { decide } from './decision.ts'
import { holm } from './multiplicity.ts'
import { comparePairs } from './paired.ts'

/**
 * The arms that may be called the best of their batch size and learning rate: the paired t test calls them better than
 * every other arm there, by the rule of the verdict. Which arm leads is not known before, so every pair of arms is a
 * question, and p values are adjusted by Holm over all pairs of all cells given; of two arms that is the verdict's own
 * family. None is named while a run is still to come: that would be a look before the end.
 */
export function bestArms(runs: readonly ComparedRun[], metric: Metric): (Cell & { arm: string })[] {
  if (runs.some(isToCome)) return []
  const cells = [
    ...Map.groupBy(runs, ({ batchSize, learningRate }) => `${batchSize} ${learningRate}`).values(),
  ]
  const questions = cells.flatMap((cell) => questionsOf(cell, metric))
  const adjusted = holm(questions.map(({ difference }) => difference.p))
  const wins = new Map<string, number>()
  for (const [index, { difference, baseline, treated }] of questions.entries()) {
    const decision = decide(difference, adjusted[index]!, metric)
    const winner = decision === 'better' ? treated : decision === 'worse' ? baseline : null
    if (winner !== null) wins.set(placeOf(winner), (wins.get(placeOf(winner)) ?? 0) + 1)
  }
  return cells.flatMap((cell) => {
    const arms = armsOf(cell)
    const best = arms.find(([first]) => arms.length > 1 && wins.get(placeOf(first!)) === arms.length - 1)
    if (best === undefined) return []
    const { arm, batchSize, learningRate } = best[0]!
    return [{ arm, batchSize, learningRate }]
  })
}

/** Every two arms of a cell, by a run of each. */
function questionsOf(cell: readonly ComparedRun[], metric: Metric) {
  const arms = armsOf(cell)
  return arms.flatMap((treated, index) =>
    arms.slice(0, index).map((baseline) => ({
      ...{ baseline: baseline[0]!, treated: treated[0]! },
      difference: comparePairs(matchSeeds(baseline, treated, metric).filter((match) => 'treated' in match)),
    })),
  )
}

function armsOf(cell: readonly ComparedRun[]): ComparedRun[][] {
  return [...Map.groupBy(cell, ({ arm }) => arm).values()]
}

function placeOf({ arm, batchSize, learningRate }: ComparedRun): string {
  return JSON.stringify([arm, batchSize, learningRate])
}

/** Whether an arm is among the best ones at a batch size and learning rate. */
export function isAmong(best: readonly (Cell & { arm: string })[], place: Cell & { arm: string }): boolean {
  return best.some((one) => one.arm === place.arm && isSameCell(one, place))
}
