import * as z from 'zod/mini'
import { countText } from '../domain/number-text.ts'

const KINDS: Partial<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
  undefined: 'left out',
  Uint8Array: 'bytes',
}
const PARTS: Partial<Record<string, string>> = { string: 'character', array: 'item' }

const zodsWords = z.locales.en().localeError

/** For a schema's `safeParse`: of a value that is refused, what it must be, as the spec's own messages say it. */
export const schemaWords = { error: allowed }

function allowed(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}`
    case 'invalid_value':
      return `must be ${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`
    case 'too_small':
      return limit(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)
    case 'too_big':
      return limit(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'invalid_union':
      return eitherOf(issue.errors)
    case 'unrecognized_keys':
      return `has what is not known: ${issue.keys.join(', ')}`
    default: {
      const words = zodsWords(issue)
      return typeof words === 'string' ? words : words?.message
    }
  }
}

/** What each form of a union says, where all say something; one that is told apart by a key has none. */
function eitherOf(forms: readonly (readonly z.core.$ZodIssue[])[]): string {
  const said = new Set(forms.flatMap(([first]) => (first === undefined ? [] : [first.message])))
  return said.size === 0 ? 'has a form that is not known' : [...said].join(', or ')
}

function limit(origin: string, bound: string, value: number | bigint): string {
  const part = PARTS[origin]
  return part === undefined
    ? `must be ${bound} ${value}`
    : `must have ${bound} ${countText(Number(value), part)}`
}
