import type { Connection } from './connection.ts'

/** Where runs stand in the queue. */
export function queueOrder(connection: Connection) {
  const last = connection.prepare<[], { end: number | null }>(
    `SELECT max(queue_position) AS end FROM run WHERE queue_position IS NOT NULL`,
  )
  const first = connection.prepare<[], { start: number | null }>(
    `SELECT min(queue_position) AS start FROM run WHERE queue_position IS NOT NULL`,
  )
  const queuedOf = connection.prepare<[string], { number: number }>(`
    SELECT number FROM run
    WHERE experiment = (SELECT number FROM experiment WHERE id = ?) AND queue_position IS NOT NULL
    ORDER BY queue_position`)
  const move = connection.prepare<{ number: number; position: number }>(
    `UPDATE run SET queue_position = @position WHERE number = @number`,
  )
  return {
    /** The position behind all that are queued. */
    end: (): number => (last.get()!.end ?? 0) + 1,
    /** Moves an experiment's queued runs before all others, in the order that they have. */
    moveFirst: (experimentId: string): void => {
      connection.write(() => {
        const runs = queuedOf.all(experimentId)
        const start = (first.get()!.start ?? 0) - runs.length
        for (const [index, { number }] of runs.entries()) move.run({ number, position: start + index })
      })
    },
  }
}
