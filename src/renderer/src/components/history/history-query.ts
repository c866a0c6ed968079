import type { LocationQuery, LocationQueryRaw, LocationQueryValue } from 'vue-router'
import { ExperimentStatus } from '../../../../contract/call-parts.ts'
import type { ExperimentQuery, HostInput } from '../../../../contract/host.ts'

/** What of the history is shown, as the address says it. */
export type HistoryQuery = {
  search: string
  statuses: ExperimentStatus[]
  normalizations: string[]
  /** By their names. */
  arms: string[]
  datasets: string[]
  tags: string[]
  /** Days of this computer's calendar, both included: 2026-11-28; null for no limit. */
  from: string | null
  to: string | null
  sort: ExperimentQuery['sort']
  descending: boolean
}

export const ALL: HistoryQuery = {
  ...{ search: '', statuses: [], normalizations: [], arms: [], datasets: [], tags: [] },
  ...{ from: null, to: null },
  ...{ sort: 'created', descending: true },
}

/** The filters that are lists, and the names that they have in an address. */
const LISTS = {
  ...{ statuses: 'status', normalizations: 'normalization', arms: 'arm', datasets: 'data', tags: 'tag' },
} as const
const SORTS: readonly ExperimentQuery['sort'][] = ['created', 'name', 'runs', 'dataset', 'status']
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Of an address that somebody may have typed: what means nothing is left out. */
export function readHistoryQuery(query: LocationQuery): HistoryQuery {
  const sort = SORTS.find((known) => known === first(query.sort)) ?? ALL.sort
  const order = first(query.order)
  return {
    search: first(query.search) ?? '',
    statuses: ExperimentStatus.options.filter((status) => list(query.status).includes(status)),
    normalizations: list(query.normalization),
    arms: list(query.arm),
    datasets: list(query.data),
    tags: list(query.tag),
    from: day(query.from),
    to: day(query.to),
    sort,
    descending: order === null ? sort === 'created' : order === 'descending',
  }
}

/** Only what differs from showing all, so that the plain list has the plain address. */
export function writeHistoryQuery(query: HistoryQuery): LocationQueryRaw {
  const { search, from, to, sort, descending } = query
  const written: LocationQueryRaw = {}
  if (search !== '') written.search = search
  for (const [key, name] of Object.entries(LISTS) as [keyof typeof LISTS, string][])
    if (query[key].length > 0) written[name] = [...query[key]]
  if (from !== null) written.from = from
  if (to !== null) written.to = to
  if (sort !== ALL.sort) written.sort = sort
  if (descending !== (sort === 'created')) written.order = descending ? 'descending' : 'ascending'
  return written
}

/** The same as the host is asked. */
export function hostQuery(query: HistoryQuery): HostInput<'experiments.list'> {
  const { search, from, to, sort, descending } = query
  const lists = (Object.keys(LISTS) as (keyof typeof LISTS)[]).filter((key) => query[key].length > 0)
  return {
    ...{ search, sort, descending },
    ...Object.fromEntries(lists.map((key) => [key, query[key]])),
    ...(from !== null && { createdFrom: startOfDay(from) }),
    ...(to !== null && { createdTo: startOfDay(to, 1) - 1 }),
  }
}

/** Whether anything but the order is chosen. */
export function isFiltered(query: HistoryQuery): boolean {
  return Object.keys(filtersOf(query)).length > 0
}

/** All of it but the order. */
export function filtersOf(query: HistoryQuery): LocationQueryRaw {
  const { sort: _sort, order: _order, ...filters } = writeHistoryQuery(query)
  return filters
}

/** The day of a time, as this computer's calendar has it. */
export function dayOf(time: number): string {
  const date = new Date(time)
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'))
  return `${date.getFullYear()}-${month!}-${day!}`
}

/** Days are not always 24 hours long: the calendar says when one begins. */
function startOfDay(text: string, daysLater = 0): number {
  const [year, month, day] = text.split('-').map(Number)
  return new Date(year!, month! - 1, day! + daysLater).getTime()
}

function first(value: LocationQueryValue | LocationQueryValue[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null
}

function list(value: LocationQueryValue | LocationQueryValue[] | undefined): string[] {
  const values = Array.isArray(value) ? value : [value]
  return values.filter((item): item is string => typeof item === 'string' && item !== '')
}

function day(value: LocationQueryValue | LocationQueryValue[] | undefined): string | null {
  const text = first(value)
  return text !== null && DAY.test(text) && !Number.isNaN(startOfDay(text)) ? text : null
}
