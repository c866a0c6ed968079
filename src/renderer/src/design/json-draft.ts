import { placesUpFrom } from './draft-path.ts'
import { readDraft, type Draft } from './draft.ts'
import { linesOfPaths } from './json-lines.ts'
import { CUT_OFF, decodeSpec, encodedInLink } from './spec-link.ts'

/** Something wrong with a written spec, and the line where, from 1; null where it stands nowhere. */
export type JsonProblem = { line: number | null; message: string }
export type ReadJson = { draft: Draft; problems: [] } | { draft: null; problems: JsonProblem[] }

/** The JSON of the design that a copied link holds; null where the text is no such link, or a link that can't be read. */
export function jsonOfLink(text: string): string | null {
  const encoded = encodedInLink(text)
  if (encoded === null) return null
  try {
    return JSON.stringify(decodeSpec(encoded), null, 2)
  } catch {
    return null
  }
}

/** Reads a spec as JSON text: a draft, or what is wrong and on which line. */
export function readJson(text: string): ReadJson {
  let input: unknown
  try {
    input = JSON.parse(text)
  } catch (error) {
    const problem =
      encodedInLink(text) === null ? syntaxProblem(text, error) : { line: null, message: CUT_OFF }
    return { draft: null, problems: [problem] }
  }
  const read = readDraft(input)
  if ('draft' in read) return { draft: read.draft, problems: [] }
  const lines = linesOfPaths(text)
  const problems = read.problems.map(({ path, message }) => ({ line: lineOf(lines, path), message }))
  return { draft: null, problems }
}

/** What is missing stands nowhere: the line is that of the nearest thing that would hold it. */
function lineOf(lines: ReadonlyMap<string, number>, path: string): number | null {
  const place = placesUpFrom(path).find((owner) => lines.has(owner))
  return lines.get(place ?? '') ?? null
}

function syntaxProblem(text: string, error: unknown): JsonProblem {
  const said = error instanceof Error ? error.message : String(error)
  const line = /line (\d+)/.exec(said)?.[1]
  const position = /position (\d+)/.exec(said)?.[1]
  const message = `This is not JSON: ${said.replace(/ \(line.*$/, '').replace(/ in JSON at position \d+/, '')}.`
  if (line !== undefined) return { line: Number(line), message }
  // Browsers say of an end that came too soon only that it did.
  const end = position === undefined ? text.length : Number(position)
  return { line: text.slice(0, end).split('\n').length, message }
}
