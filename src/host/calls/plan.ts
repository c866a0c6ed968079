import type { HostHandlers } from '../../contract/host.ts'
import type { Plan } from '../../contract/host-answers.ts'
import type { Recipe } from '../../domain/recipe.ts'
import { cohortLimit } from '../cohort-limit.ts'
import { describeInLibrary } from '../dataset-library.ts'
import { diskNeeded } from '../plan/disk-needed.ts'
import { Measuring } from '../plan/measuring.ts'
import { shapeKey } from '../plan/shape-key.ts'
import { SECONDS_TO_START, secondsOfJob, secondsUntilDone, type ShapeCost } from '../plan/time-left.ts'
import type { ExperimentPlan } from '../experiment-plan.ts'
import { openForTraining } from './datasets.ts'
import { freeDisk } from './free-disk.ts'
import type { HostContext } from './host-context.ts'
import { checkedSpec, planSpec } from './spec-plan.ts'

/** The call that says what an experiment would cost and where it is unfair. */
export function planCalls(context: HostContext): Pick<HostHandlers, 'experiments.plan'> {
  const { training, spawn, trainers, closing } = context
  const isTraining = () => training.state().running > 0
  const measuring = new Measuring({ costs: training.costs, isTraining, spawn, trainers, closing })
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
        opened !== null && canRun
          ? await measuring.measure(plan, opened.folder)
          : new Map<string, ShapeCost>()
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
