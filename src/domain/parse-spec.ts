import type * as z from 'zod/mini'
import { pathText, problemAt, type Path, type SpecProblem } from './spec-problem.ts'
import { checkRules } from './spec-rules.ts'
import { SpecSchema, type Spec } from './spec.ts'

export type ParsedSpec = { ok: true; spec: Spec } | { ok: false; problems: SpecProblem[] }

/**
 * Reads a spec from whatever was given (a parsed JSON file, a form): checks its shape, fills in defaults, then checks
 * the rules between fields. Rules that need the data set are in `checkAgainstDataset`. Never throws.
 */
export function parseSpec(input: unknown): ParsedSpec {
  const parsed = SpecSchema.safeParse(input)
  const problems = parsed.success
    ? checkRules(parsed.data)
    : aboutVersion(parsed.error.issues).flatMap((issue) => problemsOf(issue, input))
  return parsed.success && problems.length === 0 ? { ok: true, spec: parsed.data } : { ok: false, problems }
}

/** Of another version nothing else can be said, so that its other differences are left out. */
function aboutVersion(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const version = issues.filter(({ path }) => path.length === 1 && path[0] === 'spec')
  return version.length > 0 ? version : issues
}

function problemsOf(issue: z.core.$ZodIssue, input: unknown): SpecProblem[] {
  const value = valueAt(input, issue.path)
  if (issue.code !== 'unrecognized_keys') return [problemAt(issue.path, value, issue.message)]
  return issue.keys
    .slice(0, MOST_KEYS)
    .map((key) => unknownKey([...issue.path, key], value, issue.message.split(',')))
}

/** More unknown keys than these of one object are not told: each is compared with all known ones. */
const MOST_KEYS = 100

function unknownKey(path: Path, owner: unknown, known: readonly string[]): SpecProblem {
  const key = String(path.at(-1))
  const near = known.find((candidate) => isNear(key, candidate))
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`
  return {
    path: pathText(path),
    value: valueAt(owner, [key]),
    message: `${pathText(path)} is not a known key${hint}: must be one of ${known.join(', ')}`,
  }
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as Record<PropertyKey, unknown>)[key]
        : undefined,
    input,
  )
}

/** A key that is longer than any known one by so much is none of them. */
const LONGEST_NEAR = 60

/** Whether two keys differ only in case and separators, or by at most two edits in a long enough word. */
function isNear(written: string, known: string): boolean {
  if (written.length > LONGEST_NEAR) return false
  const [a, b] = [written, known].map((key) => key.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  return a === b || (known.length > 3 && editDistance(a ?? '', b ?? '') <= 2)
}

/** Levenshtein's distance, row by row. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, replaced))
    }
    row = next
  }
  return row[b.length]!
}
