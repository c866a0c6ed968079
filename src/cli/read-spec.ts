import { readFile } from 'node:fs/promises'
import { WorkbenchError } from '../contract/errors.ts'
import { withOverrides, type Overrides } from '../domain/overrides.ts'
import { parseSpec } from '../domain/parse-spec.ts'
import { findPreset, PRESETS } from '../domain/presets.ts'
import { problemsText } from '../domain/spec-problem.ts'
import type { Spec, SpecInput } from '../domain/spec.ts'

export type ChosenSpec = { spec: Spec; preset: string | null }

/**
 * The spec that the command line names: a preset's, or that of a JSON file, with its overrides.
 * @throws WorkbenchError `not-found` or `bad-input`, with every problem on a line of its own
 */
export async function readSpec(presetOrFile: string, overrides: Overrides): Promise<ChosenSpec> {
  const preset = findPreset(presetOrFile)
  const input = preset?.spec ?? (await readSpecFile(presetOrFile))
  const parsed = withOverrides(input, overrides)
  if (parsed.ok) return { spec: parsed.spec, preset: preset?.id ?? null }
  throw new WorkbenchError('bad-input', `${presetOrFile} cannot be run:\n${problemsText(parsed.problems)}`)
}

async function readSpecFile(file: string): Promise<SpecInput> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const presets = PRESETS.map(({ id }) => id).join(', ')
    const reason =
      (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message
    throw new WorkbenchError('not-found', `"${file}" is no preset (${presets}), and as a file: ${reason}.`)
  })
  // Checked before anything is replaced in it, so that the problems are those of the file.
  const parsed = parseSpec(parseJson(file, text))
  if (parsed.ok) return parsed.spec
  throw new WorkbenchError(
    'bad-input',
    `${file} is not a spec that can be run:\n${problemsText(parsed.problems)}`,
  )
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WorkbenchError('bad-input', `${file} is not JSON: ${(error as Error).message}`)
  }
}
