/** What is looked for, in the languages of the search index and of LIKE. */
export type Search = {
  kind: 'all' | 'words' | 'short'
  /** For the search index, which finds words of three characters or more in name, notes and tags. */
  match: string
  /** JSON, an array of LIKE patterns for the shorter words, which are looked for in the name and the tags only. */
  patterns: string
}

const INDEXED_CHARACTERS = 3

/** Every word must occur; quotes and operators in the text are text. */
export function toSearch(text: string): Search {
  // A NUL would end the query in the middle of it.
  const words = text
    .split(/[\s\0]+/)
    .map(withoutHash)
    .filter((word) => word !== '')
  const isLong = (word: string) => Array.from(word).length >= INDEXED_CHARACTERS
  const long = words.filter(isLong)
  const short = words.filter((word) => !isLong(word) && !isPunctuation(word))
  return {
    kind: long.length > 0 ? 'words' : short.length > 0 ? 'short' : 'all',
    match: long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '),
    patterns: JSON.stringify(short.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)),
  }
}

/** Tags are shown with one. */
function withoutHash(word: string): string {
  return word.replace(/^#/, '')
}

/** What tags are kept between, which everything that has a tag would be found by. */
function isPunctuation(word: string): boolean {
  return /^[[\]",]*$/.test(word)
}
