import type { ExperimentDetail, RunSummary } from '../../../../contract/host-answers.ts'
import { armWords } from '../../../../domain/design-words.ts'
import { countText, numberText, rateText } from '../../../../domain/number-text.ts'
import { scaledLearningRate } from '../../../../domain/schedule.ts'
import { inWords } from '../../../../domain/wording.ts'

/** A setting of a run; `others` are the values that its siblings have, where they differ. */
export type RunFact = { name: string; text: string; others: string | null }

/** The settings of a run, those first by which the runs of its experiment differ. */
export function runFacts(
  run: RunSummary,
  experiment: ExperimentDetail,
  siblings: readonly RunSummary[],
): RunFact[] {
  const { spec } = experiment
  const arm = spec.arms.find(({ name }) => name === run.arm)
  const scaled = ({ learningRate, batchSize }: RunSummary): number =>
    scaledLearningRate(spec.learningRateRule, learningRate, batchSize)
  const compared = siblings.filter(({ role }) => role === 'compared')
  const fact = (name: string, text: string, valueOf: (run: RunSummary) => string | number): RunFact => {
    const values = [...new Set(compared.map(valueOf))].filter((value) => value !== valueOf(run))
    return { name, text, others: values.length === 0 ? null : inWords(values) }
  }
  const facts = [
    fact('Arm', arm ? `${run.arm}: ${armWords(arm, spec)}` : run.arm, (each) => each.arm),
    fact('Batch size', String(run.batchSize), (each) => each.batchSize),
    fact('Learning rate', rateWords(run.learningRate, scaled(run)), (each) => rateText(scaled(each))),
    fact('Seed', String(run.seed), (each) => each.seed),
    fact('Steps', stepWords(run), (each) => numberText(each.totalSteps)),
  ]
  return [...facts.filter(({ others }) => others !== null), ...facts.filter(({ others }) => others === null)]
}

function rateWords(listed: number, scaled: number): string {
  return scaled === listed
    ? rateText(listed)
    : `${rateText(scaled)} (${rateText(listed)} by the rule for this batch size)`
}

function stepWords({ totalSteps, stepsPerEpoch }: RunSummary): string {
  return `${numberText(totalSteps)}, ${countText(totalSteps / stepsPerEpoch, 'epoch')} of ${countText(stepsPerEpoch, 'step')}`
}
