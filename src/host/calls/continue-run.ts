import { WorkbenchError } from '../../contract/errors.ts'
import type { HostArgument } from '../../contract/host.ts'
import { stepPlan } from '../../domain/recipe.ts'
import { scheduleFactor } from '../../domain/schedule.ts'
import type { Spec } from '../../domain/spec.ts'
import { digestOfFile } from '../checkpoint-name.ts'
import type { CheckpointFacts } from '../store/checkpoints.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import type { StoredRun } from '../store/run-row.ts'
import { weightsOf } from '../weights.ts'
import { storeAndTrain } from './create-experiment.ts'
import { openForTraining } from './datasets.ts'
import type { HostContext } from './host-context.ts'

const LONGEST_NAME = 200

/**
 * Makes an experiment of one run that starts from another run's weights at a checkpoint. It refers to the checkpoint by
 * its content, so that it stands on its own: the other run may be purged. @returns its id
 */
export async function continueRun(
  context: HostContext,
  wanted: HostArgument<'runs.continueFrom'>,
): Promise<string> {
  const { store, training } = context
  training.flush()
  const run = store.runs.get(wanted.id)
  const experiment = store.experiments.get(run.experimentId)
  const checkpoint = checkpointOf(context, run, wanted.step)
  const dataset = await openForTraining(context, experiment.datasetInfo.name)
  if (dataset.info.digest !== experiment.datasetInfo.digest) {
    throw new WorkbenchError(
      'conflict',
      `The data set "${dataset.info.name}" is not the one that run ${run.id} was trained on. Import that one again.`,
    )
  }
  await checkWeights(context, run, checkpoint)
  const spec = continuedSpec(experiment, run, checkpoint, wanted)
  return storeAndTrain(context, spec, dataset, {
    ...{ backend: experiment.backend, preset: null, looks: 1 },
    notes: notesOf(experiment, run, checkpoint),
  })
}

function checkpointOf({ store }: HostContext, run: StoredRun, step: number | undefined): CheckpointFacts {
  const all = store.checkpoints.of(run.id)
  const found = step === undefined ? all.at(-1) : all.findLast((checkpoint) => checkpoint.step === step)
  if (found !== undefined) return found
  const steps = [...new Set(all.map((checkpoint) => checkpoint.step))].join(', ')
  throw new WorkbenchError(
    'not-found',
    all.length === 0
      ? `Run ${run.id} has no checkpoint to continue from. Train it first.`
      : `Run ${run.id} has no checkpoint at step ${step!}. It has them at ${steps}.`,
  )
}

/** From weights that are not finite nothing can be learned. */
async function checkWeights({ files }: HostContext, run: StoredRun, { step, file }: CheckpointFacts) {
  const weights = Object.values(weightsOf(await files.read(file)))
  if (weights.every((values) => values.every(Number.isFinite))) return
  throw new WorkbenchError(
    'conflict',
    `The weights of run ${run.id} are not finite at step ${step}: it had diverged. Continue from an earlier checkpoint.`,
  )
}

/** The settings of the run alone, on a constant learning rate. */
function continuedSpec(
  { spec, name: oldName }: StoredExperiment,
  run: StoredRun,
  { step, file }: CheckpointFacts,
  { epochs, learningRate, name }: HostArgument<'runs.continueFrom'>,
): Spec {
  const { recipe } = run.planned
  const epochsBefore = recipe.epochsBefore + Math.ceil(step / run.stepsPerEpoch)
  const of = `${runWords(run)} of "${oldName}" at step ${step}`
  return {
    ...spec,
    name: name ?? `${oldName.slice(0, LONGEST_NAME - ', continued'.length)}, continued`,
    arms: [
      {
        name: run.arm,
        normalization: recipe.normalization,
        batchSizes: null,
        start: { from: 'checkpoint', checkpoint: digestOfFile(file)!, epochsBefore, of },
      },
    ],
    batchSizes: [run.batchSize],
    learningRates: [learningRate ?? rateAt(run, step)],
    seeds: [run.seed],
    learningRateRule: { rule: 'fixed', referenceBatchSize: run.batchSize },
    schedule: { shape: { type: 'constant' }, warmupSteps: 0 },
    budget: { unit: 'epochs', amount: epochs },
  }
}

/** The learning rate of the last step before a checkpoint. */
function rateAt({ planned }: StoredRun, step: number): number {
  const { batchSizes, totalSteps } = stepPlan(planned.recipe)
  const last = Math.max(0, step - 1)
  return (
    planned.scaledLearningRate * scheduleFactor(planned.recipe.schedule, last, totalSteps, batchSizes.length)
  )
}

function notesOf({ name }: StoredExperiment, run: StoredRun, { step }: CheckpointFacts): string {
  return (
    `Continues ${runWords(run)} (run ${run.id}) of "${name}" from its checkpoint at step ${step}. Weights and running ` +
    'statistics are taken over; the optimizer starts anew, and the learning rate is constant.'
  )
}

const runWords = ({ arm, batchSize, seed }: StoredRun) => `${arm} at batch size ${batchSize}, seed ${seed},`
