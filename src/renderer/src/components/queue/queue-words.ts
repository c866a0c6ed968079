import type { ExperimentSummary, QueueState } from '../../../../contract/host-answers.ts'
import { countText, numberText } from '../../../../domain/number-text.ts'

/** What trains and waits, with the runs that wait to be resumed since the program was last closed. */
export function queueWords(
  { running, queued }: Pick<QueueState, 'running' | 'queued'>,
  waiting: readonly Pick<ExperimentSummary, 'runs'>[],
): string {
  const left = waiting.reduce((sum, { runs }) => sum + runs.queued + runs.interrupted, 0)
  return [
    `${countText(running, 'run')} in training`,
    ...(queued > 0 || left === 0 ? [`${numberText(queued)} waiting`] : []),
    ...(left > 0 ? [`${numberText(left)} to be resumed`] : []),
  ].join(', ')
}

/** What the user's pause of the queue means now. */
export function pauseWords({ running }: Pick<QueueState, 'running'>): string {
  return running > 0
    ? 'The queue is paused. What trains goes on, and nothing more is started.'
    : 'The queue is paused. Nothing is started until it is resumed.'
}
