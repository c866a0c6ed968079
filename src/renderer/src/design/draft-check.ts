import type { DatasetInfo } from '../../../domain/dataset.ts'
import { checkAgainstDataset } from '../../../domain/dataset-rules.ts'
import type { FairnessNote } from '../../../domain/fairness-note.ts'
import { fairnessNotes } from '../../../domain/fairness.ts'
import { expandGrid, type PlannedRun } from '../../../domain/grid.ts'
import { parseSpec } from '../../../domain/parse-spec.ts'
import { stepPlan } from '../../../domain/recipe.ts'
import { problemAt, type SpecProblem } from '../../../domain/spec-problem.ts'
import type { Spec } from '../../../domain/spec.ts'
import type { Draft } from './draft.ts'
import { fieldPaths, fieldText } from './field-text.ts'
import { blankDraft } from './usual-values.ts'

/** All that can be said of a draft without asking the host. */
export type DraftCheck = {
  /** Null while it is not valid. */
  spec: Spec | null
  problems: SpecProblem[]
  /** Null while it is not valid or the data sets are not known yet. */
  grid: PlannedGrid | null
}

export type PlannedGrid = {
  arms: string[]
  batchSizes: number[]
  learningRates: number
  seeds: number
  /** Whether an arm trains at a batch size, arms × batch sizes. */
  trains: boolean[][]
  /** Of a run at each batch size. */
  steps: number[]
  runs: number
  preparationRuns: number
  notes: FairnessNote[]
}

/** @param datasets those that are here; null while that is not known */
export function checkDraft(draft: Draft, datasets: readonly DatasetInfo[] | null): DraftCheck {
  const parsed = parseSpec(draft)
  if (!parsed.ok) {
    const ofData = datasets === null ? [] : dataProblems(draft, datasets)
    return { spec: null, problems: [...parsed.problems, ...ofData], grid: null }
  }
  const { spec } = parsed
  if (datasets === null) return { spec, problems: [], grid: null }
  const { dataset, problems } = checkDataset(spec, datasets)
  if (!dataset || problems.length > 0) return { spec: null, problems, grid: null }
  return { spec, problems, grid: gridOf(spec, dataset) }
}

/** What is wrong between the draft's data and its data set; said also while something else is wrong. */
function dataProblems({ data }: Draft, datasets: readonly DatasetInfo[]): SpecProblem[] {
  const parsed = parseSpec({ ...blankDraft, data })
  if (!parsed.ok) return []
  const { problems } = checkDataset(parsed.spec, datasets)
  return problems.filter(({ path }) => path.startsWith('data.'))
}

function checkDataset(
  spec: Spec,
  datasets: readonly DatasetInfo[],
): { dataset: DatasetInfo | undefined; problems: SpecProblem[] } {
  const dataset = datasets.find(({ name }) => name === spec.data.dataset)
  return { dataset, problems: dataset ? checkAgainstDataset(spec, dataset) : [notHere(spec, datasets)] }
}

function notHere({ data }: Spec, datasets: readonly DatasetInfo[]): SpecProblem {
  const names = datasets.map(({ name }) => name).join(', ')
  const allowed = `must be a data set that is on this computer (${names}); others are fetched under Data sets`
  return problemAt(['data', 'dataset'], data.dataset, allowed)
}

/** The runs of one seed stand for those of the others, which differ from them in nothing that is said here. */
function gridOf(spec: Spec, dataset: DatasetInfo): PlannedGrid {
  const runs = expandGrid({ ...spec, seeds: spec.seeds.slice(0, 1) }, dataset)
  const compared = runs.filter(({ role }) => role === 'compared')
  const at = (arm: string | null, batchSize: number): PlannedRun | undefined =>
    compared.find((run) => (arm === null || run.arm === arm) && run.batchSize === batchSize)
  const arms = spec.arms.map(({ name }) => name)
  return {
    arms,
    batchSizes: spec.batchSizes,
    learningRates: spec.learningRates.length,
    seeds: spec.seeds.length,
    trains: arms.map((arm) => spec.batchSizes.map((size) => at(arm, size) !== undefined)),
    steps: spec.batchSizes.map((size) => stepPlan(at(null, size)!.recipe).totalSteps),
    runs: runs.length * spec.seeds.length,
    preparationRuns: (runs.length - compared.length) * spec.seeds.length,
    notes: fairnessNotes(spec, runs),
  }
}

/** Words of a spec's file as the form has them, where an open field is empty and arms are counted from 1. */
function inFormWords(allowed: string): string {
  return allowed
    .replace(/, or null$/, ', or empty')
    .replace(/\barms\[(\d+)\] has/, (_, index) => `arm ${Number(index) + 1} of the list has`)
    .replace("the arm's batchSizes", 'its “At batch sizes”')
    .replace(/\b\w+\.\w+\b/g, (path) => (fieldPaths.includes(path) ? `“${fieldText(path).label}”` : path))
}

/** A problem's sentence for a place beside its field, which says already where it is: “Must be …”; of a list, “-3: must be …”. */
export function besideField({ path, message, value }: SpecProblem): string {
  // That it must be a list is for who writes a spec: here it is one.
  if (Array.isArray(value) && value.length === 0) return 'Give at least one.'
  const from = message.indexOf(': must ')
  if (from < 0) return message
  const allowed = inFormWords(message.slice(from + 2))
  const isEntry = path.endsWith(']') && (typeof value === 'number' || typeof value === 'string')
  if (isEntry && value !== '') return `${value}: ${allowed}.`
  return value === '' || value === undefined
    ? `Is empty: ${allowed}.`
    : `${allowed[0]!.toUpperCase()}${allowed.slice(1)}.`
}

/** The problems of the field at a path, those of entries in its list among them. */
export function problemsOf(problems: readonly SpecProblem[], path: string): SpecProblem[] {
  return problems.filter((problem) => problem.path === path || problem.path.startsWith(`${path}[`))
}

/** Problems of a refusal by the host, one a line: those that begin with a path belong beside a field. */
export function problemsInMessage(message: string): SpecProblem[] {
  return message.split('\n').flatMap((line) => {
    const found = /^([a-zA-Z]\w*(?:\.\w+|\[\d+\])*) is .*: must /.exec(line)
    return found ? [{ path: found[1]!, value: null, message: line }] : []
  })
}
