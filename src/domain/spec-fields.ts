import * as z from 'zod/mini'

/**
 * The leaves that a spec is made of. Each carries, as its error message, what is allowed; `parseSpec` puts the path
 * and the value before it.
 */

const AN_OBJECT = 'must be an object'
const AT_LEAST_ONE = 'must be a whole number of at least 1'
const AT_LEAST_ZERO = 'must be a whole number of at least 0'
const ABOVE_ZERO = 'must be a number above 0'

/** An object that refuses unknown keys. Its message for those is the list of known ones, which `parseSpec` reads. */
export function objectOf<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(',') : AN_OBJECT),
  })
}

/** One of several objects, told apart by the value of `key`. */
export function variantOf<
  const Variants extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]],
>(key: string, variants: Variants) {
  return z.discriminatedUnion(key, variants, {
    error: ({ options }) => (Array.isArray(options) ? `must be one of ${options.join(', ')}` : AN_OBJECT),
  })
}

/** No list of a spec needs to be longer than the largest grid has runs. */
const MOST_ENTRIES = 10_000

/** A list that is not empty. */
export function listOf<Item extends z.core.$ZodType>(item: Item) {
  const allowed = 'must be a list with at least one entry'
  return z
    .array(item, allowed)
    .check(
      z.minLength(1, allowed),
      z.maxLength(MOST_ENTRIES, `must be a list of at most ${MOST_ENTRIES} entries`),
    )
}

export const oneOf = <const Values extends readonly string[]>(values: Values) =>
  z.enum(values, `must be one of ${values.join(', ')}`)

export const flag = () => z.boolean('must be true or false')

export function text(most: number) {
  const allowed = `must be a text of 1 to ${most} characters, not of spaces alone`
  return z.string(allowed).check(z.regex(/\S/, allowed), z.maxLength(most, allowed))
}

/** What names a content: 64 hexadecimal digits. */
export function sha256() {
  const allowed = 'must be a SHA-256: 64 digits of 0–9 and a–f'
  return z.string(allowed).check(z.regex(/^[0-9a-f]{64}$/, allowed))
}

export const count = () => z.int(AT_LEAST_ONE).check(z.gte(1, AT_LEAST_ONE))
export const wholeNumber = () => z.int(AT_LEAST_ZERO).check(z.gte(0, AT_LEAST_ZERO))

/** A count that may be left open. */
export function countOrNull() {
  const allowed = `${AT_LEAST_ONE}, or null`
  return z.nullable(z.int(allowed).check(z.gte(1, allowed)))
}

export function wholeNumberOrNull() {
  const allowed = `${AT_LEAST_ZERO}, or null`
  return z.nullable(z.int(allowed).check(z.gte(0, allowed)))
}

export function wholeNumberUpTo(most: number) {
  const allowed = `must be a whole number from 0 to ${most}`
  return z.int(allowed).check(z.gte(0, allowed), z.lte(most, allowed))
}

export const finiteNumber = () => z.number('must be a number')
export const positive = () => z.number(ABOVE_ZERO).check(z.positive(ABOVE_ZERO))

export function notNegative() {
  const allowed = 'must be a number of at least 0'
  return z.number(allowed).check(z.nonnegative(allowed))
}

/** A share of the past that an average keeps: [0, 1). */
export function decayRate() {
  const allowed = 'must be at least 0 and less than 1'
  return z.number(allowed).check(z.gte(0, allowed), z.lt(1, allowed))
}

/** A part of a whole: (0, 1]. */
export function share() {
  const allowed = 'must be above 0 and at most 1'
  return z.number(allowed).check(z.gt(0, allowed), z.lte(1, allowed))
}

export function shareOrNull() {
  const allowed = 'must be above 0 and at most 1, or null'
  return z.nullable(z.number(allowed).check(z.gt(0, allowed), z.lte(1, allowed)))
}

/** A part of a whole that may be nothing: [0, 1]. */
export function shareOrNothing() {
  const allowed = 'must be at least 0 and at most 1'
  return z.number(allowed).check(z.gte(0, allowed), z.lte(1, allowed))
}
