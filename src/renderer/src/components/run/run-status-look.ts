import type { RunSummary } from '../../../../contract/host-answers.ts'

/** How a run's status is said, coloured and explained. */
export type RunStatusLook = { label: string; dot: string; hint: string }

const LOOKS: Record<RunSummary['status'], RunStatusLook> = {
  queued: { label: 'Queued', dot: 'bg-accented', hint: 'Waits for its turn.' },
  running: { label: 'Training', dot: 'bg-primary', hint: 'Trains now.' },
  done: { label: 'Done', dot: 'bg-success', hint: 'Trained to the end of its budget.' },
  diverged: {
    label: 'Diverged',
    dot: 'bg-warning',
    hint: 'The loss was not finite, or more than 1,000 times the first one. That is a result.',
  },
  stopped: {
    label: 'Stopped',
    dot: 'bg-neutral-400',
    hint: 'It goes on from its last checkpoint when its experiment is resumed.',
  },
  failed: { label: 'Failed', dot: 'bg-error', hint: 'It could not be trained; its page says why.' },
  interrupted: {
    label: 'Interrupted',
    dot: 'bg-error/60',
    hint: 'The program ended while it trained. It goes on from its last checkpoint when its experiment is resumed.',
  },
}

/** A run that trained to its end without learning is done, and says so. */
export function runStatusLook({ status, outcome }: Pick<RunSummary, 'status' | 'outcome'>): RunStatusLook {
  if (status !== 'done' || outcome !== 'did not learn') return LOOKS[status]
  return {
    label: 'Did not learn',
    dot: 'bg-warning',
    hint: 'It trained to its end, and its test accuracy is not above chance by more than chance’s own error.',
  }
}
