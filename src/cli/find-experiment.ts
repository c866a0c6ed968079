import { existsSync } from 'node:fs'
import { WorkbenchError } from '../contract/errors.ts'
import type { HostApi } from '../contract/host.ts'
import type { ExperimentSummary } from '../contract/host-answers.ts'
import { onlyOne } from './named.ts'
import { ageText } from './time-text.ts'

/** Where an experiment must be: among all others, in the trash, or in either. */
export type Place = 'history' | 'trash' | 'either'

/**
 * The experiment that is meant by its id, a beginning of it of four characters or more, or its whole name.
 * @throws WorkbenchError `not-found` when there is none there, `bad-input` with the candidates when there are several
 */
export async function findExperiment(
  api: HostApi,
  name: string,
  place: Place = 'history',
): Promise<ExperimentSummary> {
  const found = await api.call('experiments.find', { text: name })
  const isThere = ({ trashedAt }: ExperimentSummary): boolean =>
    place === 'either' || (trashedAt !== null) === (place === 'trash')
  const one = onlyOne(name, found.filter(isThere), experimentLine)
  if (one !== null) return one
  throw new WorkbenchError('not-found', whyNone(name, found[0], place))
}

/** Several, each of them once. @throws WorkbenchError as `findExperiment` does */
export async function findExperiments(
  api: HostApi,
  names: readonly string[],
  place: Place = 'history',
): Promise<ExperimentSummary[]> {
  const found = new Map<string, ExperimentSummary>()
  for (const name of names) {
    const one = await findExperiment(api, name, place)
    found.set(one.id, one)
  }
  return [...found.values()]
}

/** An experiment in a line, beside its id. */
export function experimentLine({ name, status, createdAt, trashedAt }: ExperimentSummary): string {
  const trash = trashedAt === null ? '' : ', in the trash'
  return `${name}, ${status}, made ${ageText(createdAt, Date.now())} ago${trash}`
}

function whyNone(name: string, elsewhere: ExperimentSummary | undefined, place: Place): string {
  if (elsewhere !== undefined && place === 'trash') return `The experiment "${name}" is not in the trash.`
  if (elsewhere !== undefined)
    return `The experiment "${name}" is in the trash. Bring it back with: bnw restore ${elsewhere.id}`
  const none = `There is no experiment "${name}".`
  if (existsSync(name)) return `${none} If that file holds a record, take it in with: bnw import ${name}`
  return `${none} It is named by its id, four or more of the id's first characters, or its whole name; bnw list shows them.`
}
