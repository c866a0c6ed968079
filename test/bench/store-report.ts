import { performance } from 'node:perf_hooks'
import { median } from './figures.ts'

export type Limit = { least: number } | { most: number } | null
/** Prints a figure beside its limit, and remembers whether all were kept. */
export type Report = (what: string, figure: number, unit: string, limit?: Limit) => void

export function reporter(): { report: Report; areAllKept: () => boolean } {
  let areAllKept = true
  return {
    report(what, figure, unit, limit = null) {
      const holds = limit === null || ('least' in limit ? figure >= limit.least : figure <= limit.most)
      const bound = limit === null ? '' : 'least' in limit ? `≥ ${limit.least}` : `≤ ${limit.most}`
      const cells = [what.padEnd(64), figure.toPrecision(3).padStart(9), unit.padEnd(15), bound.padEnd(8)]
      console.log(`${cells.join(' ')}${holds ? '' : 'NOT KEPT'}`)
      areAllKept &&= holds
    },
    areAllKept: () => areAllKept,
  }
}

export function secondsOf(action: () => void): number {
  const start = performance.now()
  action()
  return (performance.now() - start) / 1000
}

/** The median of some calls in milliseconds, the first left out. */
export function milliseconds(action: () => unknown, times = 9): number {
  action()
  return median(Array.from({ length: times }, () => 1000 * secondsOf(() => void action())))
}
