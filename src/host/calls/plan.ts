import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { BackendChoice, HostHandlers, Plan } from '../../contract/host.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { parseSpec } from '../../domain/parse-spec.ts'
import { problemsText } from '../../domain/spec-problem.ts'
import type { Spec } from '../../domain/spec.ts'
import { cohortLimit } from '../cohort-limit.ts'
import { diskNeeded } from '../plan/disk-needed.ts'
import { measureShapes } from '../plan/measure-shapes.ts'
import { shapeKey } from '../plan/shape-key.ts'
import { SECONDS_TO_START, secondsOfJob, secondsUntilDone } from '../plan/time-left.ts'
import { planExperiment, type ExperimentPlan } from '../experiment-plan.ts'
import { openForTraining } from './datasets.ts'
import type { HostContext } from './host-context.ts'

/** @throws WorkbenchError `bad-input` with every problem on a line of its own */
function checkedSpec(spec: unknown): Spec {
  const parsed = parseSpec(spec)
  if (parsed.ok) return parsed.spec
  throw new WorkbenchError('bad-input', `The spec cannot be run:\n${problemsText(parsed.problems)}`)
}

/** Expands a spec over its data set. @throws WorkbenchError when the spec is not valid or the data set is not there */
export async function expandSpec(
  context: HostContext,
  given: unknown,
  backend: BackendChoice,
): Promise<ExperimentPlan> {
  const spec = checkedSpec(given)
  const dataset = await openForTraining(context, spec.data.dataset)
  return planExperiment(spec, dataset, { backend, parallel: context.trainers() })
}

/** The call that says what an experiment would cost and where it is unfair. */
export function planCalls(context: HostContext): Pick<HostHandlers, 'experiments.plan'> {
  return {
    'experiments.plan': async ({ spec, backend }) => {
      const plan = await expandSpec(context, spec, backend)
      const secondsLeft = plan.problems.length > 0 ? null : await estimateSeconds(context, plan)
      return toPlan(plan, secondsLeft, await freeDisk(context))
    },
  }
}

/** Bytes free where the database is. */
export async function freeDisk({ store }: HostContext): Promise<number> {
  const { bavail, bsize } = await statfs(dirname(store.file))
  return bavail * bsize
}

function toPlan(plan: ExperimentPlan, secondsLeft: number | null, diskFree: number): Plan {
  const { spec, dataset, runs, memory, notes, totalSteps, trainers, backend } = plan
  const { perTrainer, total, machine } = memory
  const disk = diskNeeded(runs)
  const tooLarge =
    disk > diskFree
      ? [`It needs about ${inMebibytes(disk)} of disk, and ${inMebibytes(diskFree)} are free.`]
      : []
  return {
    ...{
      name: spec.name,
      dataset: dataset.info,
      runs: runs.length,
      totalSteps,
      trainers,
      backend,
      secondsLeft,
    },
    preparationRuns: runs.filter(({ role }) => role === 'preparation').length,
    cohorts: new Set(runs.map(({ cohortKey }) => cohortKey)).size,
    ...{ disk, diskFree, memory: { perTrainer, total, machine }, notes },
    problems: [...plan.problems, ...tooLarge],
  }
}

const inMebibytes = (bytes: number) => `${Math.ceil(bytes / 2 ** 20)} MiB`

/** By what the shapes cost here; those that are not known are measured. Null where they can't be. */
async function estimateSeconds(context: HostContext, plan: ExperimentPlan): Promise<number | null> {
  const { runs, backend, trainers } = plan
  try {
    await measureUnknown(context, plan)
  } catch (error) {
    if (error instanceof WorkbenchError) return null
    throw error
  }
  const cohort = cohortLimit(backend)
  const jobs = runs.flatMap(({ recipe }) => {
    const cost = context.training.costs.costOf(recipe, cohort, backend)
    return cost === null ? [] : [secondsOfJob({ recipe, stepsDone: 0, cost }) / cohort]
  })
  if (jobs.length < runs.length) return null
  const longestFirst = jobs.sort((a, b) => b - a)
  return SECONDS_TO_START + secondsUntilDone(longestFirst, trainers)
}

async function measureUnknown(
  context: HostContext,
  { runs, backend, trainers, dataset }: ExperimentPlan,
): Promise<void> {
  const cohort = cohortLimit(backend)
  const unknown = runs.filter(({ recipe }) => context.training.costs.costOf(recipe, cohort, backend) === null)
  const shapes = new Map(unknown.map(({ recipe }) => [shapeKey(recipe, cohort), recipe]))
  if (shapes.size === 0) return
  const measured = await measureShapes(
    [...shapes].map(([key, recipe]) => ({ key, recipe, cohort })),
    { spawn: context.spawn, trainers, backend, datasetFolder: dataset.folder },
  )
  for (const { key, backend: used, cost } of measured) context.training.costs.save(key, used, cost)
}
