/** Ranges of more numbers than this are taken for a slip. */
const LONGEST_RANGE = 1000

/**
 * The numbers of a typed list: “16 32 64”, “16, 32”, “1-5”, “1e-3”. What is no number stays the text that it is, so
 * that it can be shown with its error.
 */
export function readNumbers(text: string): (number | string)[] {
  return text
    .split(/[\s,;]+/)
    .filter((word) => word !== '')
    .flatMap((word) => rangeOf(word) ?? [readNumber(word)])
}

/** A list with the numbers of a text, each once: numbers grow, and what is none stands at the end. */
export function withNumbers(values: readonly (number | string)[], text: string): (number | string)[] {
  const place = (value: number | string): number => (typeof value === 'number' ? value : Infinity)
  const all = [...new Set([...values, ...readNumbers(text)])]
  return all.sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
}

/** A number, or the text when it is none; blank is the empty text. */
export function readNumber(text: string): number | string {
  const trimmed = text.trim()
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed)) return trimmed
  // JSON has no word for what is not finite.
  const number = Number(trimmed)
  return Number.isFinite(number) ? number : trimmed
}

/** “1-5”, “1–5” and “1..5” are 1, 2, 3, 4, 5. */
function rangeOf(word: string): number[] | null {
  const found = /^(\d+)(?:-|–|\.\.)(\d+)$/.exec(word)
  if (!found) return null
  const [from, to] = [Number(found[1]), Number(found[2])]
  if (to < from || to - from >= LONGEST_RANGE) return null
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}
