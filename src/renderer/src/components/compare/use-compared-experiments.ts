import { useToast } from '@nuxt/ui/composables'
import { MOST_CHOSEN_RUNS } from '../../../../contract/compare.ts'
import { numberText } from '../../../../domain/number-text.ts'
import { useAsk } from '../../composables/use-ask.ts'
import type { CompareQuery } from './compare-query.ts'
import { withExperiments } from './with-experiments.ts'

/** The most runs that the host lists at once. */
const MOST_LISTED = 1000

/**
 * Changes which experiments are compared. Where runs were chosen one by one, all of an experiment that joins are chosen
 * too, and those of one that leaves no longer.
 */
export function useComparedExperiments(
  query: () => CompareQuery,
  change: (part: Partial<CompareQuery>) => void,
): (ids: readonly string[]) => Promise<void> {
  const ask = useAsk()
  const toast = useToast()

  /** Null when the host cannot say it. */
  async function runsOf(experimentIds: readonly string[]): Promise<string[] | null> {
    const found: string[] = []
    for (const experimentId of experimentIds) {
      for (let offset = 0, total = 1; offset < total; offset += MOST_LISTED) {
        const answer = await ask('runs.list', { experimentId, offset, limit: MOST_LISTED })
        if (answer === null) return null
        found.push(...answer.runs.filter(({ role }) => role === 'compared').map(({ id }) => id))
        total = answer.total
      }
    }
    return found
  }

  return async (ids) => {
    const { experiments, runIds } = query()
    const joining = ids.filter((id) => !experiments.includes(id))
    const leaving = experiments.filter((id) => !ids.includes(id))
    const [joined, left] = runIds.length === 0 ? [[], []] : [await runsOf(joining), await runsOf(leaving)]
    if (joined === null || left === null) return
    // Asked again: the address may have changed meanwhile.
    const next = withExperiments(query(), { joining, leaving, joined, left })
    const isTooMuch = next.runIds.length > MOST_CHOSEN_RUNS
    change(isTooMuch ? { ...next, runIds: [] } : next)
    if (!isTooMuch) return
    toast.add({
      title: 'All runs are compared again',
      description: `At most ${numberText(MOST_CHOSEN_RUNS)} can be chosen one by one; there would be more.`,
      icon: 'i-lucide-info',
    })
  }
}
