import { WorkbenchError } from '../contract/errors.ts'

/** Where a run is in its life. What a run may become is in the table below and nowhere else. */
export type RunStatus = 'queued' | 'running' | 'done' | 'diverged' | 'stopped' | 'failed' | 'interrupted'

const next: Record<RunStatus, readonly RunStatus[]> = {
  // `failed` without having run: the run that it was to start from did not end as planned.
  queued: ['running', 'stopped', 'failed'],
  // Back to `queued` when its trainer was lost and it gets a second try.
  running: ['done', 'diverged', 'stopped', 'failed', 'interrupted', 'queued'],
  interrupted: ['queued'],
  failed: ['queued'],
  stopped: ['queued'],
  // Only where its final weights are lost, from which others are to start.
  done: ['queued'],
  diverged: [],
}

/** The status after a step from `from` to `to`. @throws WorkbenchError `internal` when a run's life has no such step */
export function changeStatus(from: RunStatus, to: RunStatus): RunStatus {
  if (next[from].includes(to)) return to
  throw new WorkbenchError('internal', `A run that is ${from} cannot become ${to}.`)
}
