import { inWords } from '../../../../domain/wording.ts'

/** More names than these are counted, not told. */
const MOST_NAMES = 3

/** What the trash ended, for a message; nothing where nothing trained. */
export function stoppedWords(trashed: number, stopped: readonly string[]): { description?: string } {
  if (stopped.length === 0) return {}
  if (trashed === 1) return { description: 'Its training was stopped; once restored, it can be resumed.' }
  const more = stopped.length - MOST_NAMES
  const names = stopped.slice(0, MOST_NAMES).map((name) => `“${name}”`)
  const told = inWords(more > 0 ? [...names, `${more} more`] : names)
  return { description: `The training of ${told} was stopped; once restored, it can be resumed.` }
}
