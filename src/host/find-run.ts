import { WorkbenchError } from '../contract/errors.ts'
import type { ExperimentRecord, RunRecord } from '../contract/experiment-record.ts'

/**
 * The run that is meant by its key, the beginning of its key, or, among the compared runs, `arm/batch size/seed`.
 * @throws WorkbenchError `not-found` when there is none, `bad-input` when several are meant
 */
export function findRun({ runs }: ExperimentRecord, wanted: string): RunRecord {
  const byKey = runs.filter(({ key }) => wanted !== '' && key.startsWith(wanted))
  const compared = runs.filter(({ role }) => role === 'compared')
  const found = byKey.length > 0 ? byKey : compared.filter((run) => placeOf(run) === wanted)
  const distinct = [...new Map(found.map((run) => [run.key, run])).values()]
  const [first] = distinct
  const examples = (list: readonly RunRecord[]) =>
    list
      .slice(0, 5)
      .map((run) => `  ${run.key}  ${placeOf(run)}`)
      .join('\n')
  if (first === undefined) {
    const message = `There is no run "${wanted}" in the file. It is named by its key or by arm/batch size/seed, such as:`
    throw new WorkbenchError('not-found', `${message}\n${examples(compared)}`)
  }
  if (distinct.length > 1)
    throw new WorkbenchError(
      'bad-input',
      `"${wanted}" may be any of these runs; name one:\n${examples(distinct)}`,
    )
  return first
}

function placeOf({ arm, batchSize, seed }: RunRecord): string {
  return `${arm}/${batchSize}/${seed}`
}
