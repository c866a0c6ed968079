import { finalValue, isSameCell, type Cell, type ComparedRun, type Metric } from './compared-run.ts'
import type { Pair } from './paired.ts'
import type { Spec } from './spec.ts'
import { inWords, quoted } from './wording.ts'

/** One arm against the baseline at one batch size and learning rate: one question of the family. */
export type ComparedCell = Cell & {
  arm: string
  pairs: Pair[]
  /** Seeds that give no pair, with the reason in words. */
  excluded: Exclusion[]
}

type Exclusion = { seed: number; reason: string }

export type ComparisonSettings = {
  metric: Metric
  baselineArm: string
  /** What is equal or follows a rule over the batch sizes, for the verdict to say. */
  held: { budget: Spec['budget']; learningRateRule: Spec['learningRateRule'] }
  testExamples: number
  /** How often these results have been judged, this time included: 1 unless seeds were added after a look. */
  looks: number
  /** Runs with a result in the cells shown that were left out when results could be known; none where not given. */
  leftOut?: number
  /** Runs given that are still to come though a filter of the status hides them; none where not given. */
  hidden?: number
}

/** One or more arms against a baseline arm over all the batch sizes and learning rates that are shown together. */
export type Comparison = ComparisonSettings & {
  question: string
  /** The family over which p values and intervals are adjusted. */
  family: ComparedCell[]
  /** Every run given. */
  runs: ComparedRun[]
}

/**
 * Pairs the runs of every other arm with the baseline's by batch size, learning rate and seed. Nothing is dropped
 * silently: a seed without a pair is in `excluded`. The final accuracy of a diverged run is a number and is used;
 * its loss has no final level, so a comparison of losses excludes the pair.
 * @throws RangeError when the baseline or every other arm has no runs, a run is given twice, or a count is wrong
 */
export function compareArms(runs: readonly ComparedRun[], settings: ComparisonSettings): Comparison {
  requireCount('testExamples', settings.testExamples)
  requireCount('looks', settings.looks)
  requireDistinct(runs)
  const arms = [...new Set(runs.map((run) => run.arm))]
  const others = arms.filter((arm) => arm !== settings.baselineArm)
  if (others.length === 0 || others.length === arms.length) {
    throw new RangeError(
      `baselineArm ${quoted(settings.baselineArm)} and another arm must have runs; those with runs are: ${inWords(arms) || 'none'}.`,
    )
  }
  const family = others.flatMap((arm) => cellsOfArm(arm, runs, settings))
  const asked = others.filter((arm) => family.some((cell) => cell.arm === arm))
  return {
    ...settings,
    question: `Does ${inWords((asked.length > 0 ? asked : others).map(quoted), 'or')} change the final ${settings.metric}, compared with ${quoted(settings.baselineArm)}?`,
    family,
    runs: [...runs],
  }
}

/**
 * The cells in which the arm and the baseline have runs that were made to be paired, in the order of the runs. Where
 * every run of an arm goes on from other weights, nothing was asked, so the family is not larger for it.
 */
function cellsOfArm(arm: string, runs: readonly ComparedRun[], settings: ComparisonSettings): ComparedCell[] {
  const treated = runs.filter((run) => run.arm === arm)
  const baselines = runs.filter((run) => run.arm === settings.baselineArm)
  return treated
    .filter((run, index) => treated.findIndex((other) => isSameCell(other, run)) === index)
    .filter((run) => {
      const [these, those] = [treated, baselines].map((all) => all.filter((other) => isSameCell(other, run)))
      return these!.some(({ pairKey }) => those!.some((other) => other.pairKey === pairKey))
    })
    .map(({ batchSize, learningRate }) => {
      const inCell = (run: ComparedRun) => isSameCell(run, { batchSize, learningRate })
      const matches = matchSeeds(baselines.filter(inCell), treated.filter(inCell), settings.metric)
      return {
        arm,
        batchSize,
        learningRate,
        pairs: matches.filter((match) => 'treated' in match),
        excluded: matches.filter((match) => 'reason' in match),
      }
    })
}

/** Whether chance was given more than one try: seeds were added after a look, or runs left out that have a result. */
export function isExploratory({ looks, leftOut = 0 }: ComparisonSettings): boolean {
  return looks > 1 || leftOut > 0
}

/** Each seed of either arm at one batch size and learning rate: its pair, or why it gives none. */
export function matchSeeds(
  baselines: readonly ComparedRun[],
  treated: readonly ComparedRun[],
  metric: Metric,
): (Pair | Exclusion)[] {
  const seeds = [...new Set([...baselines, ...treated].map((run) => run.seed))].sort((a, b) => a - b)
  const [baselineOf, treatedOf] = [baselines, treated].map(
    (runs) => new Map(runs.map((run) => [run.seed, run])),
  )
  return seeds.map((seed) => {
    const [one, other] = [baselineOf!.get(seed), treatedOf!.get(seed)]
    return one && other
      ? match(one, other, metric)
      : { seed, reason: `only ${(one ?? other)!.arm} has a run` }
  })
}

function match(baseline: ComparedRun, treated: ComparedRun, metric: Metric): Pair | Exclusion {
  const { seed } = baseline
  if (baseline.pairKey !== treated.pairKey) {
    return { seed, reason: 'the two runs do not share initial weights and data order' }
  }
  const [one, other] = [finalValue(baseline, metric), finalValue(treated, metric)]
  if ('value' in one && 'value' in other) return { seed, baseline: one.value, treated: other.value }
  const reasons = [one, other].flatMap((final) => ('missing' in final ? [final.missing] : []))
  return { seed, reason: reasons.join(', and ') }
}

function requireCount(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${name} is ${value}; a whole number from 1 is needed.`)
}

function requireDistinct(runs: readonly ComparedRun[]): void {
  const seen = new Set<string>()
  for (const { arm, batchSize, learningRate, seed } of runs) {
    const name = JSON.stringify([arm, batchSize, learningRate, seed])
    if (seen.has(name)) {
      throw new RangeError(
        `Two runs of ${arm} at batch size ${batchSize}, learning rate ${learningRate} have seed ${seed}; one is allowed.`,
      )
    }
    seen.add(name)
  }
}
