import { batchSizesOfEpoch, stepsOfBudget } from './batches.ts'
import type { DatasetInfo } from './dataset.ts'
import { trainedExamples } from './planned-recipe.ts'
import { problemAt, type Path, type SpecProblem } from './spec-problem.ts'
import type { Spec } from './spec.ts'

/**
 * Checks what can only be checked once the data set is known: that it has the images, that every batch that an arm
 * with batch normalization trains on has at least two, and that every run, a preparing one too, has the steps of the
 * warm-up. The spec must have passed `parseSpec`.
 */
export function checkAgainstDataset(spec: Spec, dataset: DatasetInfo): SpecProblem[] {
  const tooMany = checkCounts(spec, dataset)
  if (tooMany.length > 0) return tooMany
  const trained = trainedExamples(spec, dataset)
  const badBatches = batchesOf(spec).flatMap((batch) => checkBatch(spec, batch, trained))
  // Without batches that can be made there are no steps to count.
  return badBatches.length > 0
    ? badBatches
    : [...checkWarmup(spec, trained), ...checkPreparing(spec, trained)]
}

function checkCounts({ data, evaluation }: Spec, dataset: DatasetInfo): SpecProblem[] {
  const used = data.trainExamples ?? dataset.trainCount
  return [
    ...atMost(
      ['data', 'trainExamples'],
      data.trainExamples,
      dataset.trainCount,
      `training images of ${dataset.name}`,
    ),
    ...atMost(
      ['data', 'testExamples'],
      data.testExamples,
      dataset.testCount,
      `test images of ${dataset.name}`,
    ),
    ...atMost(
      ['data', 'validationExamples'],
      data.validationExamples,
      used - 1,
      `training images of ${dataset.name} less the one that must be left to train on`,
    ),
    ...atMost(
      ['evaluation', 'trainExamples'],
      evaluation.trainExamples,
      used - data.validationExamples,
      'images trained on',
    ),
  ]
}

function atMost(path: Path, value: number | null, most: number, what: string): SpecProblem[] {
  if (value === null || value <= most) return []
  return [problemAt(path, value, `must be at most ${most}, the ${what}`)]
}

/** A batch size that the spec names, and the arms that train with it: their names, where they normalize. */
type Batch = { path: Path; batchSize: number; normalizing: string[] }

function batchesOf({ arms, batchSizes }: Spec): Batch[] {
  const listed = batchSizes.map((batchSize, index) => ({
    path: ['batchSizes', index],
    batchSize,
    normalizing: arms
      .filter(
        (arm) => arm.normalization.type === 'batch' && (arm.batchSizes ?? batchSizes).includes(batchSize),
      )
      .map(({ name }) => name),
  }))
  const starts = arms.flatMap(({ start }, index) => {
    if (start.from !== 'trained') return []
    const parent = arms.find(({ name }) => name === start.arm)
    const normalizing = parent?.normalization.type === 'batch' ? [parent.name] : []
    return [{ path: ['arms', index, 'start', 'batchSize'], batchSize: start.batchSize, normalizing }]
  })
  return [...listed, ...starts]
}

function checkBatch(
  { lastBatch }: Spec,
  { path, batchSize, normalizing }: Batch,
  trained: number,
): SpecProblem[] {
  const tooLarge = atMost(path, batchSize, trained, 'images trained on')
  if (tooLarge.length > 0) return tooLarge
  if (normalizing.length === 0 || !batchSizesOfEpoch(trained, batchSize, lastBatch).includes(1)) return []
  const allowed =
    `must not leave a last batch of 1 of ${trained} images for arm "${normalizing[0]!}", since batch normalization ` +
    'has no variance over one image; a lastBatch of merge, drop or auto avoids it'
  return [problemAt(path, batchSize, allowed)]
}

/** The compared runs: the spec's batch sizes are those of its arms, each used by at least one. */
function checkWarmup({ schedule, budget, batchSizes, lastBatch }: Spec, trained: number): SpecProblem[] {
  const steps = batchSizes.map((size) => stepsOfBudget(budget, batchSizesOfEpoch(trained, size, lastBatch)))
  return atMost(
    ['schedule', 'warmupSteps'],
    schedule.warmupSteps,
    Math.min(...steps),
    'steps of the shortest run',
  )
}

/** A run that only prepares another follows the same schedule, over its own epochs. */
function checkPreparing({ arms, schedule, lastBatch }: Spec, trained: number): SpecProblem[] {
  return arms.flatMap(({ start }, index) => {
    if (start.from !== 'trained') return []
    const { batchSize, epochs } = start
    const perEpoch = batchSizesOfEpoch(trained, batchSize, lastBatch).length
    if (epochs * perEpoch >= schedule.warmupSteps) return []
    const allowed =
      `must be at least ${Math.ceil(schedule.warmupSteps / perEpoch)}, so that the preparing run, of ${perEpoch} ` +
      `step${perEpoch === 1 ? '' : 's'} an epoch at batch size ${batchSize}, has the ${schedule.warmupSteps} of ` +
      'schedule.warmupSteps'
    return [problemAt(['arms', index, 'start', 'epochs'], epochs, allowed)]
  })
}
