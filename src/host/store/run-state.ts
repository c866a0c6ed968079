import type { RunStatus } from '../../contract/call-parts.ts'
import type { Environment } from '../../contract/experiment-record.ts'
import type { RunOutcome } from '../../domain/outcome.ts'
import type { RunStateRow } from './run-row.ts'

/** What changes in a run; what is left out stays. */
export type RunChange = {
  status?: RunStatus
  reason?: string | null
  /** Set along with the status where it is not given: *done* for a run that is done; null while it has not ended. */
  outcome?: RunOutcome | null
  attempt?: number
  backend?: { name: string; reason: string } | null
  environment?: Environment | null
  stepsDone?: number
  secondsTrained?: number
  /** Milliseconds since 1970; set along with the status where not given: the first start of the attempt. */
  startedAt?: number | null
  endedAt?: number | null
  finalTestAccuracy?: number | null
  finalTestLoss?: number | null
}

/** What the store must look up for a change. */
export type ChangeContext = {
  now: () => number
  endOfQueue: () => number
  environmentNumber: (environment: Environment) => number
}

/** The columns after a change. Which steps of status are allowed is not asked here. */
export function changedState(row: RunStateRow, change: RunChange, context: ChangeContext): RunStateRow {
  const moved = change.status === undefined ? row : movedTo(change.status, row, context)
  const backend = given(change.backend, { name: moved.backend_name, reason: moved.backend_reason })
  return {
    ...moved,
    attempt: change.attempt ?? moved.attempt,
    reason: given(change.reason, moved.reason),
    outcome: given(change.outcome, moved.outcome),
    backend_name: backend?.name ?? null,
    backend_reason: backend?.reason ?? null,
    environment: environmentAfter(change, moved, context),
    steps_done: change.stepsDone ?? moved.steps_done,
    seconds_trained: change.secondsTrained ?? moved.seconds_trained,
    started_at: given(change.startedAt, moved.started_at),
    ended_at: given(change.endedAt, moved.ended_at),
    final_test_accuracy: given(change.finalTestAccuracy, moved.final_test_accuracy),
    final_test_loss: given(change.finalTestLoss, moved.final_test_loss),
  }
}

/** What a step of status brings with it. */
function movedTo(status: RunStatus, row: RunStateRow, { now, endOfQueue }: ChangeContext): RunStateRow {
  const open = { ...row, status, queue_position: null, outcome: null, ended_at: null }
  switch (status) {
    case 'queued':
      return { ...open, queue_position: endOfQueue() }
    case 'running':
      return { ...open, started_at: row.started_at ?? now() }
    case 'interrupted':
      return { ...open, ended_at: now() }
    case 'done':
    case 'diverged':
    case 'stopped':
    case 'failed':
      return { ...open, outcome: status, ended_at: now() }
  }
}

function environmentAfter(
  { environment }: RunChange,
  row: RunStateRow,
  { environmentNumber }: ChangeContext,
): number | null {
  if (environment === undefined) return row.environment
  return environment === null ? null : environmentNumber(environment)
}

function given<T>(value: T | undefined, otherwise: T): T {
  return value === undefined ? otherwise : value
}
