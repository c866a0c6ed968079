import { expect, test } from 'vitest'
import type * as z from 'zod/mini'
import { ExperimentRecord } from '../../src/contract/experiment-record.ts'
import { hostCalls } from '../../src/contract/host.ts'

type Schema = z.core.$ZodType
type Part = { def: z.core.$ZodTypes['_zod']['def']; path: string }

/** A schema with all that it is made of. */
function* partsOf(schema: Schema, path: string): Generator<Part> {
  const { def } = (schema as z.core.$ZodTypes)._zod
  yield { def, path }
  if (def.type === 'object')
    for (const [key, inner] of Object.entries(def.shape)) yield* partsOf(inner, `${path}.${key}`)
  if (def.type === 'array') yield* partsOf(def.element, `${path}[]`)
  if (def.type === 'record') {
    yield* partsOf(def.keyType, `${path} key`)
    yield* partsOf(def.valueType, `${path} value`)
  }
  if (def.type === 'union') for (const inner of def.options) yield* partsOf(inner, path)
  if (def.type === 'pipe') yield* partsOf(def.in, path)
  if ('innerType' in def) yield* partsOf(def.innerType, path)
}

/** A form, as that of a date, is a bound too; a record's is a rule of its own. */
const BOUNDS = ['max_length', 'string_format', 'custom']

function isBounded({ def }: Part): boolean {
  if (def.type !== 'string' && def.type !== 'array' && def.type !== 'record') return true
  if ('format' in def) return true
  return (def.checks ?? []).some((check) => BOUNDS.includes(check._zod.def.check))
}

test.each([...Object.entries(hostCalls), ['a record', ExperimentRecord] as const])(
  'every text, list and table in the argument of %s has a bound',
  (name, schema) => {
    const parts = [...partsOf(schema, name)]
    expect(parts.filter((part) => !isBounded(part)).map(({ path }) => path)).toEqual([])
  },
)
