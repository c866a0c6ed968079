import os from 'node:os'
import type { TrainJob } from '../contract/trainer.ts'
import type { DatasetInfo } from '../domain/dataset.ts'
import type { PlannedRun } from '../domain/grid.ts'
import { checkFits, memoryBesideTensors, memoryNeeded } from '../domain/memory.ts'
import { cohortLimit, memoryLimit } from './cohort-limit.ts'

/** What an experiment needs of this machine's memory at its largest moment, against what there is. Bytes. */
export type MemoryEstimate = {
  /** The largest trainer: its process, the images as they were read, and the largest cohort. */
  perTrainer: number
  trainers: number
  total: number
  machine: number
}

const GIBIBYTE = 2 ** 30
/**
 * What a trainer takes by itself: Node, TensorFlow.js, compiled kernels. `test/host/memory-estimate.test.ts` holds the
 * sum against real trainers.
 */
const PROCESS = 0.2 * GIBIBYTE

type Cohort = { run: PlannedRun; size: number }

/** One run of each shape, with the number of runs that are stacked at most. */
export function largestCohorts(runs: readonly PlannedRun[], backend: TrainJob['backend']): Cohort[] {
  const shapes = Map.groupBy(runs, ({ cohortKey }) => cohortKey)
  return [...shapes.values()].map((alike) => {
    const [run] = alike
    return { run: run!, size: Math.min(alike.length, cohortLimit(backend, run!.recipe)) }
  })
}

export function estimateMemory(
  cohorts: readonly Cohort[],
  dataset: DatasetInfo,
  trainers: number,
): MemoryEstimate {
  const needed = cohorts.map(
    ({ run: { recipe }, size }) =>
      memoryNeeded(recipe, dataset, size).bytes + memoryBesideTensors(recipe, size),
  )
  const { trainCount, testCount, height, width } = dataset
  const images = (trainCount + testCount) * (height * width + 1)
  const perTrainer = PROCESS + images + Math.max(0, ...needed)
  return { perTrainer, trainers, total: trainers * perTrainer, machine: os.totalmem() }
}

/** Why the cohorts would not fit, with the numbers; empty when they would. */
export function memoryProblems(
  cohorts: readonly Cohort[],
  dataset: DatasetInfo,
  { perTrainer, trainers, total, machine }: MemoryEstimate,
  backend: TrainJob['backend'],
): string[] {
  const limit = memoryLimit(backend)
  const tooLarge = cohorts.flatMap(({ run, size }) => checkFits(run.recipe, dataset, size, limit) ?? [])
  if (tooLarge.length > 0 || total <= machine) return tooLarge
  return [
    `${trainers} trainers of about ${inGibibytes(perTrainer)} each need ${inGibibytes(total)} of memory; this machine ` +
      `has ${inGibibytes(machine)}. Train fewer at once (--parallel), or use a smaller network or a smaller data set.`,
  ]
}

function inGibibytes(bytes: number): string {
  return `${(bytes / GIBIBYTE).toFixed(2)} GiB`
}
