import type { ExperimentRecord, RunRecord } from '../contract/experiment-record.ts'
import type { Evaluation } from '../contract/host-answers.ts'
import type { Scores } from '../contract/trainer.ts'
import { float32Text } from '../contract/float32-text.ts'
import { csvLine, type Cell } from './csv.ts'

// An experiment as three tables, joined by `run`: a run's number in the order of the grid, from 1.

/** What each run was and came to; one line a run. */
export function* runsCsv({ runs }: ExperimentRecord): Generator<string> {
  const modes = ['running', 'precise', 'batch'] as const
  yield csvLine([
    ...[
      'run',
      'key',
      'role',
      'arm',
      'batch_size',
      'learning_rate',
      'scaled_learning_rate',
      'seed',
      'outcome',
    ],
    ...['reason', 'attempts', 'backend', 'steps', 'total_steps', 'steps_per_epoch', 'seconds_trained'],
    ...modes.flatMap((mode) => [`test_accuracy_${mode}`, `test_loss_${mode}`]),
    ...['steps_to_target', 'seconds_to_target'],
  ])
  for (const [index, run] of runs.entries()) {
    yield csvLine([
      ...[index + 1, run.key, run.role, run.arm, run.batchSize, run.learningRate, run.scaledLearningRate],
      ...[run.seed, run.outcome, run.reason, run.attempts, run.backend?.name ?? null],
      ...[run.series.loss.length, run.totalSteps, run.stepsPerEpoch, run.secondsTrained],
      ...modes.flatMap((mode) => scoreCells(run.result?.[mode] ?? null)),
      ...[run.targetReached?.step ?? null, run.targetReached?.seconds ?? null],
    ])
  }
}

/** Every step of every run; one line a step, its loss taken before its update. */
export function* seriesCsv({ runs }: ExperimentRecord): Generator<string> {
  yield csvLine(['run', 'step', 'loss', 'accuracy', 'gradient_norm', 'seconds'])
  for (const [index, run] of runs.entries()) {
    for (let step = 0; step < run.series.loss.length; step++) yield csvLine(stepCells(index + 1, run, step))
  }
}

function stepCells(number: number, { series }: RunRecord, step: number): Cell[] {
  const { loss, accuracy, gradientNorm, seconds } = series
  return [
    number,
    step + 1,
    ...[loss, accuracy, gradientNorm, seconds].map((values) => floatText(values[step]!)),
  ]
}

/** The scores while it was trained; one line an evaluation. */
export function* evaluationsCsv({ runs }: ExperimentRecord): Generator<string> {
  const sets = ['test', 'train', 'validation']
  yield csvLine(['run', 'step', 'epoch', ...sets.flatMap((set) => [`${set}_accuracy`, `${set}_loss`])])
  for (const [index, { evaluations }] of runs.entries()) {
    for (const evaluation of evaluations) yield csvLine([index + 1, ...evaluationCells(evaluation)])
  }
}

function evaluationCells({ step, epoch, test, train, validation }: Evaluation): Cell[] {
  return [step, epoch, ...[test, train, validation].flatMap(scoreCells)]
}

function scoreCells(scores: Scores | null): Cell[] {
  return scores === null ? [null, null] : [scores.accuracy, scores.loss]
}

/** JSON's word for what is not finite would be an empty cell here: a loss that diverged is no missing one. */
function floatText(value: number): string {
  return Number.isFinite(value) ? float32Text(value) : String(value)
}
