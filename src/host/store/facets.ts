import type { Facets } from '../../contract/host-answers.ts'
import type { Connection } from './connection.ts'
import { LISTED_STATUS, waitingParameters, type Waiting } from './listed-status.ts'

type Choice = Facets[keyof Facets][number]

/** @returns a function that says what there is to filter experiments by, the most frequent first */
export function facetReader(connection: Connection): (trashed: boolean, waiting: Waiting) => Facets {
  const count = (value: string, also = '') =>
    connection.prepare<object, Choice>(`
      SELECT ${value} AS value, count(*) AS experiments FROM listing ${also} WHERE is_trashed = @trashed
      GROUP BY 1 ORDER BY 2 DESC, 1`)
  const statuses = count(LISTED_STATUS)
  const datasets = count('dataset')
  const tags = count('tag', 'JOIN experiment_tag USING (experiment)')
  const normalizations = count('normalization', 'JOIN experiment_normalization USING (experiment)')
  const arms = count('arm', 'JOIN experiment_arm USING (experiment)')
  return (isTrashed, waiting) => {
    const trashed = Number(isTrashed)
    return {
      statuses: statuses.all({ trashed, ...waitingParameters(waiting) }),
      normalizations: normalizations.all({ trashed }),
      arms: arms.all({ trashed }),
      datasets: datasets.all({ trashed }),
      tags: tags.all({ trashed }),
    }
  }
}
