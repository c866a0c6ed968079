import { host } from '../../host.ts'

/** The names of some experiments; of what is gone there is none. */
export async function experimentNames(ids: readonly string[]): Promise<Map<string, string>> {
  const found = await Promise.all(ids.map((id) => host.call('experiments.get', { id }).catch(() => null)))
  return new Map(
    found.flatMap((experiment) => (experiment === null ? [] : [[experiment.id, experiment.name]])),
  )
}
