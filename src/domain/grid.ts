import { contentKey, recipeContent } from './content-key.ts'
import type { DatasetInfo } from './dataset.ts'
import { recipeOf } from './planned-recipe.ts'
import type { Recipe } from './recipe.ts'
import { scaledLearningRate } from './schedule.ts'
import type { ArmSpec, BudgetSpec, Spec, StartSpec } from './spec.ts'

/** One training run of an experiment, before it has run. */
export type PlannedRun = {
  /** Content key: equal for runs whose numbers must be equal (on one backend). */
  key: string
  /** `preparation` runs exist only to give another run its starting weights, and are compared with nothing. */
  role: 'compared' | 'preparation'
  arm: string
  batchSize: number
  /** As listed in the spec. */
  learningRate: number
  /** After the rule over batch sizes: the rate that the schedule multiplies. */
  scaledLearningRate: number
  seed: number
  /** Where its weights come from: the key of the run whose final ones they are, or the SHA-256 of a checkpoint; null for fresh ones. */
  parent: string | null
  recipe: Recipe
  /** Runs with equal pair keys share initial weights and data order, and differ only in the arm. */
  pairKey: string
  /** Runs with equal cohort keys can train stacked. */
  cohortKey: string
}

/** Whether a planned run's parent is a stored checkpoint, by its SHA-256, and not a run, by its shorter key. */
export function isCheckpoint(parent: string): boolean {
  return parent.length === 64
}

/**
 * All runs of an experiment in a stable order: arms, then batch sizes, learning rates and seeds; a parent before its
 * child. A run that gives another its weights is a compared run where one has the same content, and otherwise a
 * preparation run, made once for all that start from it. The spec must have passed `parseSpec`.
 */
export function expandGrid(spec: Spec, dataset: DatasetInfo): PlannedRun[] {
  const shapeOf = shapesOf(spec, dataset)
  const lines = spec.arms.flatMap((arm) =>
    (arm.batchSizes ?? spec.batchSizes).flatMap((batchSize) =>
      spec.learningRates.flatMap((learningRate) =>
        spec.seeds.map((seed) => lineOf(spec, shapeOf, { arm, batchSize, learningRate, seed })),
      ),
    ),
  )
  const compared = new Map(lines.toReversed().map(({ run }) => [run.key, run]))
  const planned = new Map<string, PlannedRun>()
  for (const { ancestors, run } of lines) {
    for (const ancestor of ancestors) add(planned, compared.get(ancestor.key) ?? ancestor)
    add(planned, run)
  }
  return [...planned.values()]
}

/** Arms with equal settings have runs with equal keys: each is planned, under its own arm. */
function add(planned: Map<string, PlannedRun>, run: PlannedRun): void {
  const place = `${run.key} ${run.role} ${run.role === 'compared' ? run.arm : ''}`
  if (!planned.has(place)) planned.set(place, run)
}

/** What the runs of an arm share at a batch size: hashed once for all of them. */
type Shape = { recipe: Recipe; cohortKey: string; pairShape: string }
type ShapeOf = (cell: Cell, budget: BudgetSpec, epochsBefore: number) => Shape

function shapesOf(spec: Spec, dataset: DatasetInfo): ShapeOf {
  const shapes = new Map<string, Shape>()
  return ({ arm, batchSize }, budget, epochsBefore) => {
    const place = JSON.stringify([arm.name, batchSize, budget, epochsBefore])
    const known = shapes.get(place)
    if (known) return known
    const recipe = recipeOf(spec, dataset, arm, batchSize, budget, epochsBefore)
    const shape = {
      recipe,
      cohortKey: contentKey(recipeContent(recipe)),
      pairShape: contentKey(recipeContent(recipe, { type: 'none' })),
    }
    shapes.set(place, shape)
    return shape
  }
}

type Cell = { arm: ArmSpec; batchSize: number; learningRate: number; seed: number }

/** A run, and those that it goes on from, the first of them from fresh weights. */
type Line = { ancestors: PlannedRun[]; run: PlannedRun }

function lineOf(
  spec: Spec,
  shapeOf: ShapeOf,
  cell: Cell,
  budget: BudgetSpec = spec.budget,
  role: PlannedRun['role'] = 'compared',
): Line {
  const { start } = cell.arm
  if (start.from !== 'trained') {
    return { ancestors: [], run: plannedRun(spec, shapeOf, cell, budget, role, originOf(start)) }
  }
  const arm = spec.arms.find(({ name }) => name === start.arm)!
  const before = { ...cell, arm, batchSize: start.batchSize }
  const { ancestors, run } = lineOf(
    spec,
    shapeOf,
    before,
    { unit: 'epochs', amount: start.epochs },
    'preparation',
  )
  const origin = { parent: run.key, epochsBefore: run.recipe.epochsBefore + run.recipe.budget.amount }
  return { ancestors: [...ancestors, run], run: plannedRun(spec, shapeOf, cell, budget, role, origin) }
}

/** Where a run's weights come from, and how many epochs they have seen. */
type Origin = Pick<PlannedRun, 'parent'> & { epochsBefore: number }

function originOf(start: Exclude<StartSpec, { from: 'trained' }>): Origin {
  if (start.from === 'fresh') return { parent: null, epochsBefore: 0 }
  return { parent: start.checkpoint, epochsBefore: start.epochsBefore }
}

function plannedRun(
  spec: Spec,
  shapeOf: ShapeOf,
  cell: Cell,
  budget: BudgetSpec,
  role: PlannedRun['role'],
  { parent, epochsBefore }: Origin,
): PlannedRun {
  const { arm, batchSize, learningRate, seed } = cell
  const { recipe, cohortKey, pairShape } = shapeOf(cell, budget, epochsBefore)
  const scaled = scaledLearningRate(spec.learningRateRule, learningRate, batchSize)
  const own = { seed, learningRate: scaled, parent }
  return {
    key: contentKey({ ...own, recipe: cohortKey }),
    role,
    arm: arm.name,
    batchSize,
    learningRate,
    scaledLearningRate: scaled,
    seed,
    parent,
    recipe,
    pairKey: contentKey({ ...own, recipe: pairShape }),
    cohortKey,
  }
}
