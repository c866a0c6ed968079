import type { StoredExperiment } from '../store/experiment-row.ts'

const DIGEST_CHARACTERS = 6

/** What each experiment's data set is called: its name, with the beginning of its digest where two have one name. */
export function datasetLabels(experiments: readonly StoredExperiment[]): Map<string, string> {
  const digestsOf = (name: string) =>
    new Set(experiments.flatMap(({ datasetInfo }) => (datasetInfo.name === name ? datasetInfo.digest : [])))
  return new Map(
    experiments.map(({ id, datasetInfo: { name, digest } }) => [
      id,
      digestsOf(name).size === 1 ? name : `${name} (${digest.slice(0, DIGEST_CHARACTERS)})`,
    ]),
  )
}
