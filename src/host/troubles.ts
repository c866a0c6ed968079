import { runName } from '../domain/run-name.ts'
import type { ExperimentRecord } from '../contract/experiment-record.ts'

/** How many runs that share a trouble are named. */
const MOST_NAMED = 3

/** Runs that failed, were stopped, or needed a second try, those of one reason together, in words. */
export function troubles({ runs }: ExperimentRecord): string[] {
  const troubled = runs.filter(
    ({ outcome, reason }) => ['failed', 'stopped'].includes(outcome) || reason !== null,
  )
  const groups = Map.groupBy(
    troubled,
    ({ outcome, reason }) => `${outcome}${reason === null ? '' : `: ${reason}`}`,
  )
  return [...groups].map(([what, members]) => {
    const named = members.slice(0, MOST_NAMED).map(runName).join('; ')
    const others = members.length > MOST_NAMED ? ` and ${members.length - MOST_NAMED} others` : ''
    return `${named}${others}: ${what}`
  })
}
