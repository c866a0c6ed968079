import { WorkbenchError } from '../../contract/errors.ts'
import type { HostArgument } from '../../contract/host.ts'
import { designKey } from '../../domain/design-key.ts'
import { inWords } from '../../domain/wording.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'
import { storeAndTrain } from './create-experiment.ts'
import { openForTraining } from './datasets.ts'
import type { HostContext } from './host-context.ts'

const LONGEST_NAME = 200
const SUFFIX = { more: ', more seeds', confirmation: ', confirmation' } as const

/**
 * Makes an experiment of the design that the given ones have, on seeds that no experiment of this design here has, given
 * or not: what a seed that was trained before will show can be known. With more seeds, it counts one look more than they
 * do and is to be judged together with them; as a confirmation it is judged alone, as a first look. @returns its id
 * @throws WorkbenchError `not-found`; `bad-input` when they are not of one design; `conflict` when the data has changed
 */
export async function moreSeeds(
  context: HostContext,
  { experimentIds, seeds: count, purpose }: HostArgument<'experiments.moreSeeds'>,
): Promise<string> {
  const { store } = context
  const experiments = [...new Set(experimentIds)].map((id) => store.experiments.get(id))
  checkOneDesign(experiments)
  const { spec, datasetInfo, backend, preset, name: oldName } = experiments[0]!
  const dataset = await openForTraining(context, datasetInfo.name)
  if (dataset.info.digest !== datasetInfo.digest) {
    throw new WorkbenchError(
      'conflict',
      `The data set "${datasetInfo.name}" is not the one that these experiments were trained on. Import that one again.`,
    )
  }
  const name = nameOf(oldName, purpose)
  const seeds = freshSeeds(store.experiments.seedsOfDesign(spec, datasetInfo), count)
  const looks = purpose === 'more' ? 1 + Math.max(...experiments.map((experiment) => experiment.looks)) : 1
  return storeAndTrain(context, { ...spec, name, seeds }, dataset, {
    ...{ backend, preset, looks, notes: notesOf(experiments, purpose, looks) },
  })
}

/** Those who differ in more than their name and seeds cannot be given seeds together. */
function checkOneDesign(experiments: readonly StoredExperiment[]): void {
  const designs = Map.groupBy(experiments, ({ spec, datasetInfo }) => designKey(spec, datasetInfo))
  if (designs.size === 1) return
  const groups = [...designs.values()].map((group) => inWords(group.map(({ name }) => `“${name}”`)))
  throw new WorkbenchError(
    'bad-input',
    `These experiments are of ${designs.size} designs (${groups.join('; ')}): they differ in more than their seeds. Add ` +
      'seeds to those of one design at a time.',
  )
}

/** The same name with what it is for, instead of what an earlier one was for. */
function nameOf(old: string, purpose: keyof typeof SUFFIX): string {
  const suffixes = Object.values(SUFFIX)
  const own = suffixes.find((suffix) => old.endsWith(suffix)) ?? ''
  const base = own === '' ? old : old.slice(0, -own.length)
  return `${base.slice(0, LONGEST_NAME - SUFFIX[purpose].length)}${SUFFIX[purpose]}`
}

/** The least whole numbers from 1 that are not used. */
function freshSeeds(used: ReadonlySet<number>, count: number): number[] {
  const seeds: number[] = []
  for (let seed = 1; seeds.length < count; seed++) if (!used.has(seed)) seeds.push(seed)
  return seeds
}

function notesOf(
  experiments: readonly StoredExperiment[],
  purpose: keyof typeof SUFFIX,
  looks: number,
): string {
  const of = inWords(experiments.map(({ name, id }) => `“${name}” (${id})`))
  return purpose === 'more'
    ? `More seeds of ${of}, trained after their results had been judged: together they are look ${looks}, and exploratory.`
    : `A confirmation of ${of} on fresh seeds: judged by itself, it is a first look.`
}
