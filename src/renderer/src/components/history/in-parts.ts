import { MOST_IDS } from '../../../../contract/bounds.ts'

/** Asks about any number of experiments, as many at once as the host takes. @returns the answer of each part */
export async function inParts<T>(
  ids: readonly string[],
  ask: (question: { ids: string[] }) => Promise<T>,
): Promise<T[]> {
  const answers: T[] = []
  for (let start = 0; start < ids.length; start += MOST_IDS)
    answers.push(await ask({ ids: ids.slice(start, start + MOST_IDS) }))
  return answers
}
