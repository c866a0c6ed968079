import type { LocationQuery, LocationQueryRaw } from 'vue-router'
import {
  CurveMetric,
  CurveUnit,
  MOST_CHOSEN_RUNS,
  MOST_EXPERIMENTS,
  type CompareQuestion,
  type Selection,
} from '../../../../contract/compare.ts'
import { RunStatus } from '../../../../contract/call-parts.ts'
import type { Metric } from '../../../../domain/compared-run.ts'
import type { CurveSurroundings } from '../../charts/compared-panels.ts'
import { WHOLE, type Zoom } from '../../charts/curve-settings.ts'
import { first, known, list, numbers, type Values } from './query-values.ts'

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
  /** The part of the horizontal axis that all curves show. */
  zoom: Zoom
  /** Whether each interval of the verdict is that of its comparison alone. */
  isAlone: boolean
  hidden: Part[]
}

/** How all the curves are looked at: no filter changes it. */
export type CurveLook = Pick<CompareQuery, 'unit' | 'isLogarithmic' | 'smoothing' | 'around'>

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

/** Of an address that somebody may have typed: what means nothing is left out. */
export function readCompareQuery(query: LocationQuery): CompareQuery {
  const curves = known(CurveMetric.options, query.curve)
  return {
    experiments: [...new Set(list(query.experiment))].slice(0, MOST_EXPERIMENTS),
    runIds: [...new Set(list(query.run))].slice(0, MOST_CHOSEN_RUNS),
    arms: list(query.arm),
    batchSizes: numbers(query.batch).filter((size) => Number.isSafeInteger(size) && size > 0),
    learningRates: numbers(query.rate).filter((rate) => rate > 0),
    seeds: numbers(query.seed).filter((seed) => Number.isSafeInteger(seed) && seed >= 0),
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
    zoom: zoomOf(query.zoom),
    isAlone: first(query.intervals) === 'alone',
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
  if (zoomText(query.zoom) !== zoomText(WHOLE)) written.zoom = zoomText(query.zoom)
  if (query.isAlone) written.intervals = 'alone'
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
  return Object.values(filtersOf(query)).some((values) => values.length > 0)
}

/** Which runs are kept, of all that an address says. */
export function filtersOf({
  runIds,
  arms,
  batchSizes,
  learningRates,
  ...query
}: CompareQuery): CompareFilters {
  const { seeds, statuses, datasets } = query
  return { runIds, arms, batchSizes, learningRates, seeds, statuses, datasets }
}

/** How many experiments and chosen runs of an address are left out, as they are more than one comparison has. */
export function leftOutOf(query: LocationQuery): { experiments: number; runs: number } {
  const left = (values: Values, most: number): number => Math.max(0, new Set(list(values)).size - most)
  return { experiments: left(query.experiment, MOST_EXPERIMENTS), runs: left(query.run, MOST_CHOSEN_RUNS) }
}

/** In percent of the axis, to a hundredth: “12.5-40”. */
export function zoomText({ start, end }: Zoom): string {
  return [start, end].map((percent) => Number(percent.toFixed(2))).join('-')
}

function zoomOf(value: Values): Zoom {
  const [, start, end] = /^(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)$/.exec(first(value) ?? '') ?? []
  const [from, to] = [start, end].map((percent) => Number(Number(percent).toFixed(2)))
  return from! < to! && to! <= 100 ? { start: from!, end: to! } : WHOLE
}

function targetOf(value: Values): CompareQuery['target'] {
  if (first(value) === NO_TARGET) return null
  return numbers(value).find((share) => share > 0 && share <= 1) ?? 'own'
}
