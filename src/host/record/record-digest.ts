import { createHash } from 'node:crypto'
import type { ExperimentRecord, RunRecord, RunSeries } from '../../contract/experiment-record.ts'
import { float32ListText } from '../float32-text.ts'

/**
 * SHA-256 of all that a record says of its runs, hexadecimal: what a user wrote about them (name, notes, tags), and which
 * files their checkpoints are in, is left out.
 * @param record as its schema gives it, for the order of its fields counts
 */
export function recordDigest(record: ExperimentRecord): string {
  const { runs, name: _name, notes: _notes, tags: _tags, ...head } = record
  const hash = createHash('sha256').update(JSON.stringify(head))
  for (const { series, checkpoint: _checkpoint, ...facts } of runs) {
    hash.update(JSON.stringify(facts))
    for (const values of Object.values(series)) hash.update(float32ListText(values))
  }
  return hash.digest('hex')
}

/** SHA-256 of every value of a run's series, hexadecimal; as in a results file, what is not finite is one value. */
export function seriesDigest(series: RunSeries): string {
  const hash = createHash('sha256')
  for (const values of Object.values(series)) hash.update(`${float32ListText(values)}\n`)
  return hash.digest('hex')
}

/** SHA-256 of a run's evaluations and its final scores in every mode, hexadecimal; what is not finite is one value. */
export function scoresDigest({ evaluations, result }: Pick<RunRecord, 'evaluations' | 'result'>): string {
  const scores = (of: Scores | null | undefined) => (of ? [of.loss, of.accuracy] : null)
  const told = evaluations.map(({ step, epoch, test, train, validation }) => [
    ...[step, epoch],
    ...[test, train, validation].map(scores),
  ])
  const ended = [result?.running, result?.precise, result?.batch].map(scores)
  return createHash('sha256')
    .update(JSON.stringify([told, ended]))
    .digest('hex')
}

type Scores = ExperimentRecord['runs'][number]['evaluations'][number]['test']
