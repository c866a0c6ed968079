import type { DatasetInfo } from '../../domain/dataset.ts'
import type { StoredExperiment } from '../store/experiment-row.ts'

type Named = Pick<DatasetInfo, 'name' | 'digest'>

const DIGEST_CHARACTERS = 6

/** What each experiment's data set is called: its name, with the beginning of its digest where two have one name. */
export function datasetLabels(experiments: readonly StoredExperiment[]): Map<string, string> {
  const digestsOf = (name: string) =>
    new Set(experiments.flatMap(({ datasetInfo }) => (datasetInfo.name === name ? datasetInfo.digest : [])))
  return new Map(
    experiments.map(({ id, datasetInfo: { name, digest } }) => [
      id,
      digestsOf(name).size === 1 ? name : longLabel({ name, digest }),
    ]),
  )
}

/**
 * Whether a filter means a data set by this text: its label, its name, which stands for all that have it, or what it is
 * called beside another of its name, which may not be compared any more.
 */
export function isDatasetMeant(text: string, label: string, dataset: Named): boolean {
  return text === label || text === dataset.name || text === longLabel(dataset)
}

const longLabel = ({ name, digest }: Named): string => `${name} (${digest.slice(0, DIGEST_CHARACTERS)})`
