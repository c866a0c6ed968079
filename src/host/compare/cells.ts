import type { CompareCell, CompareRun } from '../../contract/compare.ts'
import { isAmong } from '../../domain/best-arms.ts'
import { finalValue, type Cell, type ComparedRun, type Metric } from '../../domain/compared-run.ts'
import { summarizeSample, type SampleSummary } from '../../domain/statistics.ts'

/** A run as it is shown, and as the domain takes it. */
export type ShownRun = { shown: CompareRun; compared: ComparedRun }

/**
 * The runs of each arm at each batch size and learning rate, by batch size, learning rate and the order of the arms.
 * @param best what `bestArms` found
 */
export function compareCells(
  runs: readonly ShownRun[],
  arms: readonly string[],
  best: readonly (Cell & { arm: string })[],
): CompareCell[] {
  const groups = Map.groupBy(runs, ({ shown: { arm, batchSize, learningRate } }) =>
    JSON.stringify([arm, batchSize, learningRate]),
  )
  return [...groups.values()]
    .map((group) => compareCell(group, best))
    .toSorted(
      (one, other) =>
        one.batchSize - other.batchSize ||
        one.learningRate - other.learningRate ||
        arms.indexOf(one.arm) - arms.indexOf(other.arm),
    )
}

function compareCell(group: readonly ShownRun[], best: readonly (Cell & { arm: string })[]): CompareCell {
  const { arm, batchSize, learningRate } = group[0]!.shown
  const over = (valueOf: (run: CompareRun) => number | null | undefined, runs = group) =>
    summarizeSample(runs.flatMap(({ shown }) => valueOf(shown) ?? []).filter(Number.isFinite))
  const ended = group.filter(({ compared }) => 'value' in finalValue(compared, 'test accuracy'))
  const diverged = group.filter(({ shown }) => shown.outcome === 'diverged').length
  const hasModes = group.some(({ shown }) => shown.modes !== null)
  return {
    ...{ arm, batchSize, learningRate, runIds: group.map(({ shown }) => shown.id) },
    diverged: diverged / group.length,
    accuracy: finals(group, 'test accuracy'),
    loss: finals(group, 'test loss'),
    gap: over(({ evaluation }) => difference(evaluation?.test, evaluation?.train), ended),
    modeGap: hasModes
      ? {
          batch: over(({ modes }) => difference(modes?.batch, modes?.running)),
          precise: over(({ modes }) => difference(modes?.precise, modes?.running)),
        }
      : null,
    stepsToTarget: over(({ target }) => target?.steps),
    examplesToTarget: over(({ target }) => target?.examples),
    secondsToTarget: over(({ target }) => target?.seconds),
    isBest: isAmong(best, { arm, batchSize, learningRate }),
  }
}

/** Of the runs that came to an end of their own, by the rules of a comparison. */
function finals(group: readonly ShownRun[], metric: Metric): SampleSummary {
  const values = group.map(({ compared }) => finalValue(compared, metric))
  return summarizeSample(values.flatMap((final) => ('value' in final ? final.value : [])))
}

function difference(one: number | null | undefined, other: number | null | undefined): number | null {
  return one === null || one === undefined || other === null || other === undefined ? null : one - other
}
