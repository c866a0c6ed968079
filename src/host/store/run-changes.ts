import type { Connection } from './connection.ts'
import { changeStatus } from '../run-status.ts'
import { found } from './rows.ts'
import { changedState, type ChangeContext, type RunChange } from './run-state.ts'
import type { RunStateRow } from './run-row.ts'

type NumberedState = RunStateRow & { number: number }

/** The functions that change runs. */
export function runChanges(connection: Connection, context: ChangeContext) {
  const read = connection.prepare<[string], NumberedState>(`
    SELECT number, status, queue_position, attempt, reason, outcome, backend_name, backend_reason, environment,
      steps_done, seconds_trained, started_at, ended_at, final_test_accuracy, final_test_loss
    FROM run WHERE id = ?`)
  const write = connection.prepare<NumberedState>(`
    UPDATE run SET status = @status, queue_position = @queue_position, attempt = @attempt, reason = @reason,
      outcome = @outcome, backend_name = @backend_name, backend_reason = @backend_reason, environment = @environment,
      steps_done = @steps_done, seconds_trained = @seconds_trained, started_at = @started_at, ended_at = @ended_at,
      final_test_accuracy = @final_test_accuracy, final_test_loss = @final_test_loss
    WHERE number = @number`)
  const running = connection.prepare<[], { id: string }>(`SELECT id FROM run WHERE status = 'running'`)

  function update(runId: string, change: RunChange): void {
    connection.write(() => {
      const row = found(read.get(runId), 'run', runId)
      if (change.status !== undefined) changeStatus(row.status, change.status)
      write.run({ ...changedState(row, change, context), number: row.number })
    })
  }

  return {
    /**
     * Changes what is given of a run; times, outcome and place in the queue follow a new status.
     * @throws WorkbenchError `not-found`; `internal` when a run's life has no such step of status
     */
    update,
    /** Changes the status alone, and says why. @throws as `update` does */
    setStatus(
      runId: string,
      change: { status: NonNullable<RunChange['status']>; reason?: string | null },
    ): void {
      update(runId, change)
    },
    /** Turns every run that is *running* into *interrupted*: for a host that takes over. @returns their ids */
    interruptRunning(reason: string): string[] {
      return connection.write(() => {
        const ids = running.all().map(({ id }) => id)
        for (const id of ids) update(id, { status: 'interrupted', reason })
        return ids
      })
    },
  }
}
