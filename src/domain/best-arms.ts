import { isSameCell, isToCome, type Cell, type ComparedRun, type Metric } from './compared-run.ts'
import { matchSeeds } from './comparison.ts'
import { comparePairs, type Pair } from './paired.ts'
import { SEEDS } from './seeds-to-settle.ts'

/**
 * The arms that may be called the best of their batch size and learning rate: against every other arm there, the
 * interval of the paired difference excludes zero in their favour. Which arm leads is not known before, so every pair
 * of arms is a question, and the intervals are simultaneous (Bonferroni) over all pairs of all cells given. None is
 * named while a run is still to come: that would be a look before the end.
 */
export function bestArms(runs: readonly ComparedRun[], metric: Metric): (Cell & { arm: string })[] {
  if (runs.some(isToCome)) return []
  const cells = [
    ...Map.groupBy(runs, ({ batchSize, learningRate }) => `${batchSize} ${learningRate}`).values(),
  ]
  const armsOf = cells.map((cell) => [...Map.groupBy(cell, ({ arm }) => arm).values()])
  const familySize = armsOf.reduce((sum, arms) => sum + (arms.length * (arms.length - 1)) / 2, 0)
  if (familySize === 0) return []
  return armsOf.flatMap((arms) => {
    const best = arms.find(
      (own) =>
        arms.length > 1 && arms.every((other) => other === own || isShown(other, own, metric, familySize)),
    )
    if (best === undefined) return []
    const { arm, batchSize, learningRate } = best[0]!
    return [{ arm, batchSize, learningRate }]
  })
}

function isShown(
  baselines: readonly ComparedRun[],
  treated: readonly ComparedRun[],
  metric: Metric,
  familySize: number,
): boolean {
  const pairs = matchSeeds(baselines, treated, metric).filter((match): match is Pair => 'treated' in match)
  if (pairs.length < SEEDS.fewest) return false
  const { simultaneousInterval } = comparePairs(pairs, { familySize })
  if (simultaneousInterval === null) return false
  return metric === 'test accuracy' ? simultaneousInterval.low > 0 : simultaneousInterval.high < 0
}

/** Whether an arm is among the best ones at a batch size and learning rate. */
export function isAmong(best: readonly (Cell & { arm: string })[], place: Cell & { arm: string }): boolean {
  return best.some((one) => one.arm === place.arm && isSameCell(one, place))
}
