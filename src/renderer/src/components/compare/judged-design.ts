import { MOST_EXPERIMENTS, type CompareSummary } from '../../../../contract/compare.ts'
import { countText } from '../../../../domain/number-text.ts'
import { inWords } from '../../../../domain/wording.ts'

export type JudgedDesign = {
  /** All experiments of it that are compared, also those whose runs the filters hide: their seeds are taken. */
  experimentIds: string[]
  runsPerSeed: number
  /** Why no seeds can be added to it; null when they can. */
  problem: string | null
}

/** The design of the runs that are shown, to which seeds can be added where it is one. */
export function judgedDesign({
  experiments,
  runs,
}: Pick<CompareSummary, 'experiments' | 'runs'>): JudgedDesign {
  const shown = new Set(runs.map(({ experimentId }) => experimentId))
  const designs = Map.groupBy(
    experiments.filter(({ id }) => shown.has(id)),
    ({ design }) => design,
  )
  const [design] = designs.keys()
  const own = experiments.filter((experiment) => experiment.design === design)
  const names = [...designs.values()].map((group) => inWords(group.map(({ name }) => `“${name}”`)))
  return {
    experimentIds: own.map(({ id }) => id),
    runsPerSeed: own[0]?.runsPerSeed ?? 0,
    problem:
      designs.size < 2
        ? null
        : `The runs that are shown are of ${designs.size} designs (${names.join('; ')}), which differ in more than ` +
          'their seeds. Seeds are added to one design at a time: take the others out of the comparison.',
  }
}

/** Why an experiment that is made from it could not join these; null when it could. */
export function noRoom({ experiments }: Pick<CompareSummary, 'experiments'>): string | null {
  return experiments.length < MOST_EXPERIMENTS
    ? null
    : `A comparison has at most ${countText(MOST_EXPERIMENTS, 'experiment')}: more seeds could not join this one.`
}
