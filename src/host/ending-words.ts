import { countText } from '../domain/number-text.ts'
import { inWords, quoted } from '../domain/wording.ts'

/** More names than these are counted, not told. */
const MOST_NAMES = 3

/** What a server that ends says of the runs that it trained, by the names of their experiments as far as known. */
export function endingWords(running: number, experiments: readonly string[]): string {
  const more = experiments.length - MOST_NAMES
  const names = experiments.slice(0, MOST_NAMES).map(quoted)
  const told =
    names.length === 0 ? 'their experiments' : inWords(more > 0 ? [...names, `${more} more`] : names)
  return `${countText(running, 'run')} ${running === 1 ? 'was' : 'were'} in training. Resume ${told} to go on from there.`
}
