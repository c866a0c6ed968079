import type { LocationQuery } from 'vue-router'
import type { CompareLayout } from '../../../../contract/compare.ts'
import { filtersOf, readCompareQuery, writeCompareQuery, type CompareQuery } from './compare-query.ts'

/** What a layout keeps: how it is looked at, not what, nor which part of it. */
const LAYOUT = [
  ...['metric', 'target', 'unit', 'scale', 'smooth', 'around', 'curve', 'intervals', 'hide'],
] as const

/** How a comparison is looked at, as a layout keeps it. */
export function layoutOf(query: CompareQuery): CompareLayout['settings'] {
  const written = writeCompareQuery(query)
  const kept = LAYOUT.filter((name) => written[name] !== undefined)
  return Object.fromEntries(kept.map((name) => [name, [written[name]].flat().join(' ')]))
}

/** The same comparison, looked at as a layout says. */
export function withLayout(query: CompareQuery, settings: CompareLayout['settings']): CompareQuery {
  const { experiments, baseline, zoom } = query
  const written = Object.entries(settings).map(([name, value]) => [name, String(value).split(' ')])
  return {
    ...readCompareQuery(Object.fromEntries(written) as LocationQuery),
    ...filtersOf(query),
    ...{ experiments, baseline, zoom },
  }
}
