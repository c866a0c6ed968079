import type { ExperimentSummary, RunSummary } from '../../../../contract/host-answers.ts'
import { durationText } from '../../../../domain/duration-text.ts'

/** “42 % trained, about 3 min 20 s left”. */
export function progressWords({ share, secondsLeft, status }: ExperimentSummary): string {
  const trained = `${Math.floor(100 * share)} % trained`
  if (status !== 'running') return trained
  return `${trained}, ${secondsLeft === null ? 'time left not known yet' : `about ${durationText(secondsLeft)} left`}`
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** When it was made, and when its last run ended. */
export function timeWords(
  { createdAt, status }: Pick<ExperimentSummary, 'createdAt' | 'status'>,
  runs: readonly Pick<RunSummary, 'endedAt'>[],
): string {
  const ended = Math.max(...runs.flatMap(({ endedAt }) => endedAt ?? []))
  const made = `Made ${moment.format(createdAt)}`
  return status === 'finished' && Number.isFinite(ended) ? `${made}, finished ${moment.format(ended)}` : made
}
