import os from 'node:os'
import type { TrainJob } from '../contract/trainer.ts'
import type { DatasetInfo } from '../domain/dataset.ts'
import { checkAgainstDataset } from '../domain/dataset-rules.ts'
import type { FairnessNote } from '../domain/fairness-note.ts'
import { fairnessNotes } from '../domain/fairness.ts'
import { expandGrid, type PlannedRun } from '../domain/grid.ts'
import { stepPlan } from '../domain/recipe.ts'
import type { Spec } from '../domain/spec.ts'
import { cohortLimit, isShared, usualTrainers } from './cohort-limit.ts'
import { estimateMemory, largestCohorts, memoryProblems, type MemoryEstimate } from './memory-estimate.ts'

/** What an experiment will do, before anything starts. */
export type ExperimentPlan = {
  spec: Spec
  dataset: DatasetInfo
  backend: TrainJob['backend']
  trainers: number
  /** As the grid lists them. Runs with equal keys are trained once. */
  runs: PlannedRun[]
  /** Those that are trained: of equal keys the first. */
  trained: PlannedRun[]
  totalSteps: number
  /** Jobs for one trainer each: a run alone, or as many of one shape as are stacked. */
  jobs: number
  notes: FairnessNote[]
  memory: MemoryEstimate
  /** Why it cannot be run, in sentences; empty when it can. */
  problems: string[]
}

export type PlanChoices = {
  backend: TrainJob['backend']
  /** How many trainers work at once; usually one per core. */
  parallel?: number | undefined
}

/** Expands a spec over a data set, and says what would be unfair or impossible. */
export function planExperiment(spec: Spec, dataset: DatasetInfo, choices: PlanChoices): ExperimentPlan {
  const specProblems = checkAgainstDataset(spec, dataset).map(({ message }) => message)
  const runs = specProblems.length > 0 ? [] : expandGrid(spec, dataset)
  const trained = [...new Map(runs.toReversed().map((run) => [run.key, run])).values()].toReversed()
  const trainers = Math.min(trainersAtOnce(choices), Math.max(1, trained.length))
  const cohorts = largestCohorts(trained, choices.backend)
  const memory = estimateMemory(cohorts, dataset, trainers)
  return {
    ...{ spec, dataset, trainers, runs, trained, memory, backend: choices.backend },
    totalSteps: trained.reduce((sum, { recipe }) => sum + stepPlan(recipe).totalSteps, 0),
    jobs: jobsOf(runs, choices.backend),
    notes: [...fairnessNotes(spec, runs), ...crowdNotes(trainers)],
    problems: [...specProblems, ...memoryProblems(cohorts, dataset, memory, choices.backend)],
  }
}

/** As many trainers as the user wants, and what that costs where there are more than cores. */
function crowdNotes(trainers: number): FairnessNote[] {
  const cores = os.availableParallelism()
  if (trainers <= cores) return []
  const text = `${trainers} trainers share ${cores === 1 ? 'one core' : `${cores} cores`}: more than one a core train no faster together, and each needs memory of its own.`
  return [{ kind: 'many-trainers', severity: 'note', text }]
}

/** Of several trainers only one works on a GPU. */
function trainersAtOnce({ backend, parallel }: PlanChoices): number {
  return isShared(backend) ? (parallel ?? usualTrainers(backend)) : 1
}

function jobsOf(runs: readonly PlannedRun[], backend: PlanChoices['backend']): number {
  return [...Map.groupBy(runs, ({ cohortKey }) => cohortKey).values()].reduce((sum, alike) => {
    return sum + Math.ceil(alike.length / cohortLimit(backend, alike[0]!.recipe))
  }, 0)
}
