/** What is not finite has no word in JSON: here it is an object with this one field. */
const FIELD = 'notFinite'
const WORDS = ['NaN', 'Infinity', '-Infinity']

/** A value as one line of JSON in which NaN and ±Infinity are kept. */
export function lineJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'number' && !Number.isFinite(inner) ? { [FIELD]: String(inner) } : inner,
  )
}

/** @throws SyntaxError when it is no JSON */
export function parseLineJson(text: string): unknown {
  return JSON.parse(text, (_, inner: unknown) => notFinite(inner) ?? inner)
}

function notFinite(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !(FIELD in value)) return undefined
  const word = value[FIELD]
  return typeof word === 'string' && WORDS.includes(word) ? Number(word) : undefined
}
