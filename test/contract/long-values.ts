import { LONGEST_NOTES, LONGEST_PAGE, MOST_IDS } from '../../src/contract/bounds.ts'

type Place = readonly (string | number)[]

/** An argument with one text or list in it that is longer than the contract takes, and the field that this is. */
export type TooLong = { field: string; input: object }

/** For every text and every list in an argument: the same argument in which that one is too long. */
export function* tooLongIn(argument: object): Generator<TooLong> {
  for (const place of textsAndLists(argument, [])) {
    const value = valueAt(argument, place)
    const long = Array.isArray(value)
      ? Array.from({ length: MOST_IDS + 1 }, () => value[0] as unknown)
      : 'x'.repeat(1 + (place.at(-1) === 'html' ? LONGEST_PAGE : LONGEST_NOTES))
    yield { field: fieldOf(place), input: withValue(argument, place, long) }
  }
}

function* textsAndLists(value: unknown, place: Place): Generator<Place> {
  if (typeof value === 'string' || Array.isArray(value)) yield place
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return
  for (const [key, inner] of Object.entries(value))
    yield* textsAndLists(inner, [...place, Array.isArray(value) ? Number(key) : key])
}

function valueAt(value: unknown, place: Place): unknown {
  return place.reduce((held, key) => (held as Record<string | number, unknown>)[key], value)
}

function withValue(argument: object, place: Place, value: unknown): object {
  const copy = structuredClone(argument)
  const owner = valueAt(copy, place.slice(0, -1)) as Record<string | number, unknown>
  owner[place.at(-1)!] = value
  return copy
}

function fieldOf(place: Place): string {
  return place.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('')
}
