import type { LocationQuery, LocationQueryRaw, LocationQueryValue } from 'vue-router'
import {
  CurveMetric,
  CurveUnit,
  MOST_CHOSEN_RUNS,
  MOST_EXPERIMENTS,
  type CompareLayout,
  type CompareQuestion,
  type Selection,
} from '../../../../contract/compare.ts'
import { RunStatus } from '../../../../contract/call-parts.ts'
import type { Metric } from '../../../../domain/compared-run.ts'
import type { CurveSurroundings } from '../../charts/compared-panels.ts'

/** The parts of the view that can be hidden, in their order. */
export const PARTS = ['verdict', 'curves', 'sizes', 'difference', 'stability', 'gap', 'table'] as const
export type Part = (typeof PARTS)[number]

const AROUND: readonly CurveSurroundings[] = ['interval', 'range', 'seeds']

/** Which runs are kept; an empty list keeps all. */
export type CompareFilters = {
  /** Runs that were chosen one by one. */
  runIds: string[]
  /** As `lastingName` has them, or whatever was typed. */
  arms: string[]
  batchSizes: number[]
  learningRates: number[]
  seeds: number[]
  statuses: RunStatus[]
  datasets: string[]
}

/** All that the address says of a comparison. */
export type CompareQuery = CompareFilters & {
  experiments: string[]
  /** An arm, as in the filter; null for the host's choice. */
  baseline: string | null
  metric: Metric
  /** A test accuracy, as a share; the experiments' own; or null for none. */
  target: number | 'own' | null
  unit: CurveUnit
  isLogarithmic: boolean
  /** Share of the axis. */
  smoothing: number
  around: CurveSurroundings
  curves: CurveMetric[]
  hidden: Part[]
}

export const NO_FILTERS: CompareFilters = {
  ...{ runIds: [], arms: [], batchSizes: [], learningRates: [], seeds: [], statuses: [], datasets: [] },
}

const USUAL_CURVES: readonly CurveMetric[] = ['loss', 'testAccuracy']
const FILTERS = {
  runIds: 'run',
  arms: 'arm',
  batchSizes: 'batch',
  learningRates: 'rate',
  seeds: 'seed',
  statuses: 'status',
  datasets: 'data',
} as const
/** A target in an address that says that there is none. */
const NO_TARGET = 'none'
/** What a layout keeps: how it is looked at, not what. */
const LAYOUT = ['metric', 'target', 'unit', 'scale', 'smooth', 'around', 'curve', 'hide'] as const

/** Of an address that somebody may have typed: what means nothing is left out. */
export function readCompareQuery(query: LocationQuery): CompareQuery {
  const curves = known(CurveMetric.options, query.curve)
  return {
    experiments: [...new Set(list(query.experiment))].slice(0, MOST_EXPERIMENTS),
    runIds: [...new Set(list(query.run))].slice(0, MOST_CHOSEN_RUNS),
    arms: list(query.arm),
    batchSizes: numbers(query.batch).filter((size) => Number.isInteger(size) && size > 0),
    learningRates: numbers(query.rate).filter((rate) => rate > 0),
    seeds: numbers(query.seed).filter((seed) => Number.isInteger(seed) && seed >= 0),
    statuses: known(RunStatus.options, query.status),
    datasets: list(query.data),
    baseline: first(query.baseline),
    metric: first(query.metric) === 'loss' ? 'test loss' : 'test accuracy',
    target: targetOf(query.target),
    unit: known(CurveUnit.options, query.unit)[0] ?? 'epochs',
    isLogarithmic: first(query.scale) === 'log',
    smoothing: numbers(query.smooth).find((share) => share > 0 && share <= 0.5) ?? 0,
    around: known(AROUND, query.around)[0] ?? 'interval',
    curves: curves.length > 0 ? curves : [...USUAL_CURVES],
    hidden: known(PARTS, query.hide),
  }
}

/** Only what is not as usual, so that a plain comparison has a short address. */
export function writeCompareQuery(query: CompareQuery): LocationQueryRaw {
  const written: LocationQueryRaw = {}
  if (query.experiments.length > 0) written.experiment = query.experiments
  for (const [key, name] of Object.entries(FILTERS) as [keyof CompareFilters, string][])
    if (query[key].length > 0) written[name] = query[key].map(String)
  if (query.baseline !== null) written.baseline = query.baseline
  if (query.metric === 'test loss') written.metric = 'loss'
  if (query.target !== 'own') written.target = String(query.target ?? NO_TARGET)
  if (query.unit !== 'epochs') written.unit = query.unit
  if (query.isLogarithmic) written.scale = 'log'
  if (query.smoothing > 0) written.smooth = String(query.smoothing)
  if (query.around !== 'interval') written.around = query.around
  if (query.curves.join() !== USUAL_CURVES.join()) written.curve = query.curves
  if (query.hidden.length > 0) written.hide = query.hidden
  return written
}

/** The runs that are compared; null while no experiment is chosen. */
export function selectionOf(query: CompareQuery): Selection | null {
  if (query.experiments.length === 0) return null
  const kept = (Object.keys(FILTERS) as (keyof CompareFilters)[]).filter((key) => query[key].length > 0)
  return { experimentIds: query.experiments, ...Object.fromEntries(kept.map((key) => [key, query[key]])) }
}

/** What the host is asked for the summary; null while no experiment is chosen. */
export function questionOf(query: CompareQuery): CompareQuestion | null {
  const selection = selectionOf(query)
  if (selection === null) return null
  const { baseline, metric, target } = query
  return { selection, metric, target, ...(baseline !== null && { baseline }) }
}

export function isFiltered(query: CompareQuery): boolean {
  return (Object.keys(FILTERS) as (keyof CompareFilters)[]).some((key) => query[key].length > 0)
}

type Joined = {
  joining: readonly string[]
  leaving: readonly string[]
  /** Runs of those that join, and of those that leave. */
  joined: readonly string[]
  left: readonly string[]
}

/** Experiments join and leave; where runs are chosen one by one, theirs do too. */
export function withExperiments(
  { experiments, runIds }: CompareQuery,
  { joining, leaving, joined, left }: Joined,
): Pick<CompareQuery, 'experiments' | 'runIds'> {
  const changed = (ids: readonly string[], come: readonly string[], go: readonly string[]): string[] => [
    ...new Set([...ids.filter((id) => !go.includes(id)), ...come]),
  ]
  return {
    experiments: changed(experiments, joining, leaving),
    runIds: runIds.length === 0 ? [] : changed(runIds, joined, left),
  }
}

/** How a comparison is looked at, as a layout keeps it. */
export function layoutOf(query: CompareQuery): CompareLayout['settings'] {
  const written = writeCompareQuery(query)
  const kept = LAYOUT.filter((name) => written[name] !== undefined)
  return Object.fromEntries(kept.map((name) => [name, [written[name]].flat().join(' ')]))
}

/** The same comparison, looked at as a layout says. */
export function withLayout(query: CompareQuery, settings: CompareLayout['settings']): CompareQuery {
  const { experiments, baseline } = query
  const filters = Object.fromEntries(
    (Object.keys(FILTERS) as (keyof CompareFilters)[]).map((key) => [key, query[key]]),
  ) as CompareFilters
  const written = Object.entries(settings).map(([name, value]) => [name, String(value).split(' ')])
  return {
    ...readCompareQuery(Object.fromEntries(written) as LocationQuery),
    ...filters,
    experiments,
    baseline,
  }
}

function targetOf(value: Values): CompareQuery['target'] {
  if (first(value) === NO_TARGET) return null
  return numbers(value).find((share) => share > 0 && share <= 1) ?? 'own'
}

type Values = LocationQueryValue | LocationQueryValue[] | undefined

function first(value: Values): string | null {
  return list(value)[0] ?? null
}

function list(value: Values): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.filter((item): item is string => typeof item === 'string' && item !== '')
}

function numbers(value: Values): number[] {
  return list(value).map(Number).filter(Number.isFinite)
}

/** In the order in which they are known. */
function known<T extends string>(options: readonly T[], value: Values): T[] {
  const values = list(value)
  return options.filter((option) => values.includes(option))
}
