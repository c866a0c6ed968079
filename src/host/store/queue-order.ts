import type { Connection } from './connection.ts'

/** Where runs stand in the queue. */
export function queueOrder(connection: Connection) {
  const last = connection.prepare<[], { end: number | null }>(
    `SELECT max(queue_position) AS end FROM run WHERE queue_position IS NOT NULL`,
  )
  const queued = connection.prepare<[string], { number: number; position: number }>(
    `SELECT number, queue_position AS position FROM run WHERE id = ? AND queue_position IS NOT NULL`,
  )
  const move = connection.prepare<{ number: number; position: number }>(
    `UPDATE run SET queue_position = @position WHERE number = @number`,
  )
  return {
    /** The position behind all that are queued. */
    end: (): number => (last.get()!.end ?? 0) + 1,
    /**
     * Puts queued runs into this order, on the positions that they have together: other runs stay where they are. Those
     * that are not queued are passed over.
     */
    putInOrder: (runIds: readonly string[]): void => {
      connection.write(() => {
        const runs = runIds.flatMap((id) => queued.get(id) ?? [])
        const positions = runs.map(({ position }) => position).sort((one, other) => one - other)
        for (const [index, { number, position }] of runs.entries()) {
          if (position !== positions[index]!) move.run({ number, position: positions[index]! })
        }
      })
    },
  }
}
