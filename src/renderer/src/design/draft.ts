import { parseSpec } from '../../../domain/parse-spec.ts'
import type { SpecProblem } from '../../../domain/spec-problem.ts'
import { SpecSchema, type Spec, type SpecInput } from '../../../domain/spec.ts'

/** A part of a spec that is being written: where a number belongs there may stand a text that is none. */
export type Loose<T> = T extends number
  ? number | string
  : T extends string | boolean | null
    ? T
    : T extends readonly (infer Item)[]
      ? Loose<Item>[]
      : { [Key in keyof T]: Loose<T[Key]> }

/** A spec as the form holds it: every key is there, every list and variant is one; values may be out of range. */
export type Draft = Loose<Spec>

export type ReadDraft = { draft: Draft } | { problems: SpecProblem[] }

/** A spec from outside, with its defaults filled in. One that only breaks rules between fields is a draft already. */
export function readDraft(input: unknown): ReadDraft {
  const shaped = SpecSchema.safeParse(input)
  if (shaped.success) return { draft: shaped.data }
  const parsed = parseSpec(input)
  return { problems: parsed.ok ? [] : parsed.problems }
}

/** The same also where values are wrong, as long as the form has a field that shows each; null otherwise. */
export function readWithErrors(input: unknown): Draft | null {
  if (!isDraft(input)) return null
  // The usual ways to parse give nothing as soon as one value is wrong; this one fills the defaults in all the same.
  const { value } = SpecSchema._zod.run({ value: input, issues: [] }, { async: false }) as { value: Draft }
  return value
}

/** The draft of a spec that is known to be one: a preset, a stored experiment's, the blank one. */
export function draftOf(spec: SpecInput): Draft {
  return SpecSchema.parse(spec)
}

/** Where a form without a preset begins. */
export const blankSpec: SpecInput = {
  spec: 1,
  network: { layers: [{ type: 'dense', units: 64 }] },
  arms: [
    { name: 'without BN', normalization: { type: 'none' } },
    { name: 'with BN', normalization: { type: 'batch' } },
  ],
  batchSizes: [64],
  learningRates: [0.01],
  seeds: [1, 2, 3, 4, 5],
  budget: { unit: 'epochs', amount: 5 },
}

/** What form components may rely on of a stored draft: its lists, objects and variants are what they should be. */
export function isDraft(value: unknown): value is Draft {
  const shaped = SpecSchema.safeParse(value)
  return shaped.success || shaped.error.issues.every((issue) => isOfLeaf(issue, value))
}

type Issue = NonNullable<ReturnType<typeof SpecSchema.safeParse>['error']>['issues'][number]

/** Whether an issue is about a number or a text, or a list without entries: what a field shows beside itself. */
function isOfLeaf(issue: Issue, input: unknown): boolean {
  if (issue.code === 'unrecognized_keys' || issue.code === 'invalid_union') return false
  // Another version's: no field of this form can mend it.
  if (issue.path[0] === 'spec') return false
  const value = issue.path.reduce<unknown>(
    (owner, key) => (owner as Record<PropertyKey, unknown> | undefined)?.[key],
    input,
  )
  if (Array.isArray(value)) return issue.code === 'too_small'
  if (issue.code !== 'invalid_type') return typeof value === 'string' || typeof value === 'number'
  const isNumber = issue.expected === 'number' || issue.expected === 'int'
  return isNumber && (typeof value === 'string' || typeof value === 'number')
}
