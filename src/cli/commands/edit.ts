import type { ExperimentSummary } from '../../contract/host-answers.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiment } from '../find-experiment.ts'
import { printJson } from '../json-output.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

type Json = { json?: boolean }

/** Gives an experiment another name. @returns the exit code */
export async function renameCommand(
  { api }: Session,
  name: string,
  newName: string,
  options: Json,
): Promise<number> {
  const { id } = await findExperiment(api, name)
  const changed = await api.call('experiments.rename', { id, name: newName })
  return told(changed, `It is now called “${changed.name}”.`, options)
}

/** Replaces an experiment's notes. @returns the exit code */
export async function annotateCommand(
  { api }: Session,
  name: string,
  notes: string,
  options: Json,
): Promise<number> {
  const { id } = await findExperiment(api, name)
  const changed = await api.call('experiments.annotate', { id, notes })
  return told(changed, notes === '' ? 'It has no notes any more.' : 'Its notes are changed.', options)
}

/** Replaces an experiment's tags. @returns the exit code */
export async function tagCommand(
  { api }: Session,
  name: string,
  tags: readonly string[],
  options: Json,
): Promise<number> {
  const { id } = await findExperiment(api, name)
  const changed = await api.call('experiments.tag', { id, tags: [...new Set(tags)] })
  const list = changed.tags.join(', ')
  return told(changed, list === '' ? 'It has no tags any more.' : `Its tags are: ${list}.`, options)
}

function told(changed: ExperimentSummary, text: string, { json }: Json): number {
  if (json === true) printJson(changed)
  else terminal.out(text)
  return EXIT.ok
}
