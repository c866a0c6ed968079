/** One thing that is wrong with a spec: where, what was found, and a sentence that also says what is allowed. */
export type SpecProblem = {
  /** As it would be written in code: `arms[1].normalization.momentum`; empty for the spec as a whole. */
  path: string
  value: unknown
  message: string
}

export type Path = readonly PropertyKey[]

/** A problem whose sentence is "<path> is <value>: <allowed>". `allowed` begins with "must". */
export function problemAt(path: Path, value: unknown, allowed: string): SpecProblem {
  const where = pathText(path)
  const found = value === undefined ? 'is missing' : `is ${valueText(value)}`
  return { path: where, value, message: `${where || 'the spec'} ${found}: ${allowed}` }
}

/** What more are wrong is said when these are right. */
const MOST_TOLD = 100

/** The problems as text, one a line. */
export function problemsText(problems: readonly SpecProblem[]): string {
  const told = problems.slice(0, MOST_TOLD).map(({ message }) => message)
  const more = problems.length - told.length
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('\n')
}

/** A place in a spec as a user would write it: `arms[1].name`. */
export function pathText(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    const name = clipped(String(key))
    return text === '' ? name : `${text}.${name}`
  }, '')
}

const LONGEST_VALUE = 60

/** Any value in a few words. Not by JSON, which writes null for NaN and throws at circles. */
function valueText(value: unknown): string {
  const text = Array.isArray(value) ? `[${value.map(itemText).join(', ')}]` : itemText(value)
  return clipped(text)
}

function clipped(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text
}

function itemText(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value !== 'object' || value === null) return String(value)
  return Array.isArray(value) ? '[…]' : `{ ${Object.keys(value).join(', ')} }`
}
