import { countText } from '../../../../domain/number-text.ts'

export type Failed = { id: string; reason: string }

/** Does the same to each, one after another: one that fails does not keep the others from it. */
export async function oneByOne<T>(
  ids: readonly string[],
  act: (id: string) => Promise<T>,
): Promise<{ done: T[]; failed: Failed[] }> {
  const [done, failed]: [T[], Failed[]] = [[], []]
  for (const id of ids) {
    try {
      done.push(await act(id))
    } catch (error) {
      failed.push({ id, reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return { done, failed }
}

/** More than these are counted, not told. */
export const MOST_TOLD = 3

/** What failed of so many and why, as the title and text of a message; `names` are those of the first that failed. */
export function failureWords(
  failed: readonly Failed[],
  of: number,
  could: string,
  names: ReadonlyMap<string, string>,
): { title: string; description: string } {
  const told = failed.slice(0, MOST_TOLD)
  const more = failed.length - told.length
  const lines = told.map(({ id, reason }) => (of === 1 ? reason : `“${names.get(id) ?? id}”: ${reason}`))
  return {
    title:
      of === 1
        ? `This could not be ${could}`
        : `${failed.length} of ${countText(of, 'experiment')} could not be ${could}`,
    description: [...lines, ...(more > 0 ? [`And ${more} more.`] : [])].join('\n'),
  }
}
