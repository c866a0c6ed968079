import type { RunStatus } from '../../../../contract/host.ts'

/** A status as a filter names it. */
export const RUN_STATUS_NAMES: Record<RunStatus, string> = {
  ...{ queued: 'Queued', running: 'Running', done: 'Done', diverged: 'Diverged' },
  ...{ stopped: 'Stopped', failed: 'Failed', interrupted: 'Interrupted' },
}
