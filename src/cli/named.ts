import { WorkbenchError } from '../contract/errors.ts'

/** Characters of an id that are shown where it stands among others; they nearly always name one. */
const SHORT_ID = 8
const MOST_SHOWN = 10

export function shortId(id: string): string {
  return id.slice(0, SHORT_ID)
}

/**
 * The only one of those that a name may mean; null when there is none.
 * @throws WorkbenchError `bad-input`, with the candidates, when there are several
 */
export function onlyOne<T extends { id: string }>(
  name: string,
  found: readonly T[],
  lineOf: (one: T) => string,
): T | null {
  if (found.length <= 1) return found[0] ?? null
  const shown = found.slice(0, MOST_SHOWN).map((one) => `  ${one.id}  ${lineOf(one)}`)
  const more = found.length > MOST_SHOWN ? ['  and others'] : []
  throw new WorkbenchError(
    'bad-input',
    [`"${name}" may be any of these; name one by its id:`, ...shown, ...more].join('\n'),
  )
}
