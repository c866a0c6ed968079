import type { HostHandlers } from '../../contract/host.ts'
import type { Plan } from '../../contract/host-answers.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import type { Recipe } from '../../domain/recipe.ts'
import { cohortLimit } from '../cohort-limit.ts'
import { describeInLibrary } from '../dataset-library.ts'
import { diskNeeded } from '../plan/disk-needed.ts'
import { measureShapes } from '../plan/measure-shapes.ts'
import { shapeKey } from '../plan/shape-key.ts'
import { SECONDS_TO_START, secondsOfJob, secondsUntilDone, type ShapeCost } from '../plan/time-left.ts'
import type { ExperimentPlan } from '../experiment-plan.ts'
import { openForTraining } from './datasets.ts'
import { freeDisk } from './free-disk.ts'
import type { HostContext } from './host-context.ts'
import { checkedSpec, planSpec } from './spec-plan.ts'

/** After so long no more is measured: on a machine that is busy the next plan goes on with the rest. */
const MEASURE_SECONDS = 20

/** The call that says what an experiment would cost and where it is unfair. */
export function planCalls(context: HostContext): Pick<HostHandlers, 'experiments.plan'> {
  return {
    'experiments.plan': async ({ spec: given, backend, measure }) => {
      const spec = checkedSpec(given)
      const { dataset } = spec.data
      // Without measuring the images are not needed, which may have to be made and checked first.
      const opened = measure ? await openForTraining(context, dataset) : null
      const info = opened?.info ?? (await describeInLibrary(context.home, dataset))
      const plan = planSpec(context, spec, info, backend)
      const canRun = plan.problems.length === 0
      const measured =
        opened !== null && canRun ? await tryToMeasure(context, plan, opened.folder) : new Map()
      const secondsLeft = canRun ? estimateSeconds(context, plan, measured) : null
      return toPlan(plan, secondsLeft, freeDisk(context))
    },
  }
}

function toPlan(plan: ExperimentPlan, secondsLeft: number | null, diskFree: number): Plan {
  const { spec, dataset, runs, memory, notes, totalSteps, trainers, backend, problems } = plan
  const { perTrainer, total, machine } = memory
  return {
    ...{ name: spec.name, dataset, runs: runs.length, totalSteps, trainers, backend, secondsLeft },
    preparationRuns: runs.filter(({ role }) => role === 'preparation').length,
    cohorts: plan.jobs,
    ...{ disk: diskNeeded(runs), diskFree, memory: { perTrainer, total, machine }, notes, problems },
  }
}

/** By what the shapes cost here, or with another number of trainers. Null where that is not known of all. */
function estimateSeconds(
  context: HostContext,
  { runs, backend, trainers }: ExperimentPlan,
  measured: ReadonlyMap<string, ShapeCost>,
): number | null {
  const recipes = new Set(runs.map(({ recipe }) => recipe))
  const seconds = new Map<Recipe, number>()
  for (const recipe of recipes) {
    const cohort = cohortLimit(backend, recipe)
    const cost =
      measured.get(shapeKey(recipe, cohort)) ?? context.training.costs.nearestCostOf(recipe, cohort, backend)
    if (cost === null) return null
    seconds.set(recipe, secondsOfJob({ recipe, stepsDone: 0, cost }) / cohort)
  }
  const jobs = runs.map(({ recipe }) => seconds.get(recipe)!)
  const longestFirst = jobs.sort((a, b) => b - a)
  return SECONDS_TO_START + secondsUntilDone(longestFirst, trainers)
}

/**
 * Measures the shapes whose cost is not known here, those first of which nothing is known; those that can't be measured
 * stay unknown. Beside others that train a shape costs more than it does by itself: stored, that would make every later
 * plan too long.
 */
async function tryToMeasure(
  context: HostContext,
  plan: ExperimentPlan,
  datasetFolder: string,
): Promise<ReadonlyMap<string, ShapeCost>> {
  const { runs, backend, trainers } = plan
  const { costs } = context.training
  const isBusy = () => context.training.state().running > 0
  const wasBusy = isBusy()
  const cohortOf = (recipe: Recipe) => cohortLimit(backend, recipe)
  const recipes = [...new Set(runs.map(({ recipe }) => recipe))]
  const missing = recipes.filter((recipe) => costs.costOf(recipe, cohortOf(recipe), backend) === null)
  const unknown = missing.filter((recipe) => costs.nearestCostOf(recipe, cohortOf(recipe), backend) === null)
  const shapes = new Map(
    [...unknown, ...missing].map((recipe) => [shapeKey(recipe, cohortOf(recipe)), recipe]),
  )
  if (shapes.size === 0) return new Map()
  try {
    const measured = await measureShapes(
      [...shapes].map(([key, recipe]) => ({ key, recipe, cohort: cohortOf(recipe) })),
      {
        ...{ spawn: context.spawn, trainers, backend, datasetFolder },
        ...{ limitSeconds: MEASURE_SECONDS, signal: context.closing },
      },
    )
    const isRough = wasBusy || isBusy()
    for (const { key, backend: used, cost } of measured)
      if (isRough) costs.saveRough(key, used, cost)
      else costs.save(key, used, cost)
    return new Map(measured.map(({ key, cost }) => [key, cost]))
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error
    return new Map()
  }
}
