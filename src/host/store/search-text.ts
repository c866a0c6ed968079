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
  const words = text.split(/[\s\0]+/).filter((word) => word !== '')
  const isLong = (word: string) => Array.from(word).length >= INDEXED_CHARACTERS
  const long = words.filter(isLong)
  const short = words.filter((word) => !isLong(word))
  return {
    kind: long.length > 0 ? 'words' : short.length > 0 ? 'short' : 'all',
    match: long.map((word) => `"${word.replaceAll('"', '""')}"`).join(' AND '),
    patterns: JSON.stringify(short.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)),
  }
}
