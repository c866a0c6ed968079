import type { ExperimentStatus, RunStatus } from '../../../../contract/call-parts.ts'
import type { RunCounts } from '../../../../contract/host-answers.ts'
import { countText } from '../../../../domain/number-text.ts'
import { inWords } from '../../../../domain/wording.ts'

/** How a status is said and coloured: the word tells it, the colour helps to find it. */
export type StatusLook = { label: string; dot: string; hint: string }

export const experimentStatusLooks: Record<ExperimentStatus, StatusLook> = {
  queued: { label: 'Queued', dot: 'bg-neutral-500', hint: 'Waits for its turn; nothing has been trained.' },
  running: { label: 'Running', dot: 'bg-primary', hint: 'Some of its runs are training.' },
  paused: { label: 'Paused', dot: 'bg-warning', hint: 'Waits until the queue or the experiment is resumed.' },
  finished: { label: 'Finished', dot: 'bg-success', hint: 'Every run has come to its end.' },
  stopped: {
    label: 'Stopped',
    dot: 'bg-neutral-400',
    hint: 'Some runs were stopped before their end; they can be resumed.',
  },
  incomplete: {
    label: 'Incomplete',
    dot: 'bg-error',
    hint: 'Some runs failed or were interrupted.',
  },
}

/** In the order in which a bar shows them, with the word for a sentence. */
export const RUN_STATUS_LOOKS: readonly { status: RunStatus; word: string; bar: string }[] = [
  { status: 'done', word: 'done', bar: 'bg-success/55' },
  { status: 'diverged', word: 'diverged', bar: 'bg-warning' },
  { status: 'failed', word: 'failed', bar: 'bg-error' },
  { status: 'interrupted', word: 'interrupted', bar: 'bg-error/60' },
  { status: 'stopped', word: 'stopped', bar: 'bg-neutral-400' },
  { status: 'running', word: 'running', bar: 'bg-primary' },
  { status: 'queued', word: 'queued', bar: 'bg-accented' },
]

export function runTotal(runs: RunCounts): number {
  return Object.values(runs).reduce((sum, count) => sum + count, 0)
}

/** “50 runs: 40 done, 2 running and 8 queued”. */
export function runCountsText(runs: RunCounts): string {
  const parts = RUN_STATUS_LOOKS.filter(({ status }) => runs[status] > 0)
  const words = parts.map(({ status, word }) => `${runs[status]} ${word}`)
  return `${countText(runTotal(runs), 'run')}: ${inWords(words)}`
}

/** What a user may ask of an experiment that stands so. */
export function isStoppable({ queued, running }: RunCounts): boolean {
  return queued + running > 0
}

/** Runs that wait since an earlier start of the program are paused: resuming goes on with them as well. */
export function isResumable(status: ExperimentStatus, runs: RunCounts): boolean {
  return status === 'paused' || runs.stopped + runs.failed + runs.interrupted > 0
}
