import type { ExperimentSummary, RunSummary } from '../../../../contract/host-answers.ts'
import { durationText } from '../../../../domain/duration-text.ts'

/** “42 % trained, about 3 min 20 s left”. */
export function progressWords({ share, secondsLeft, status }: ExperimentSummary): string {
  const trained = `${Math.floor(100 * share)} % trained`
  if (status !== 'running') return trained
  return `${trained}, ${secondsLeft === null ? 'time left not known yet' : `about ${durationText(secondsLeft)} left`}`
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** When it was made, or began and ended. */
export function timeWords(
  { createdAt, status }: Pick<ExperimentSummary, 'createdAt' | 'status'>,
  runs: readonly Pick<RunSummary, 'startedAt' | 'endedAt'>[],
): string {
  const starts = runs.flatMap(({ startedAt }) => startedAt ?? [])
  if (starts.length === 0) return `Made ${moment.format(createdAt)}`
  const began = Math.min(...starts)
  const ended = Math.max(...runs.flatMap(({ endedAt }) => endedAt ?? []))
  if (status !== 'finished' || !Number.isFinite(ended)) return `Began ${moment.format(began)}`
  return `Began ${moment.format(began)}, finished ${moment.format(ended)} (${durationText((ended - began) / 1000)})`
}
