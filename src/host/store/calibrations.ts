import type { Connection } from './connection.ts'

/** What was measured of a shape on a machine and backend. */
export type Calibration<Cost> = { cost: Cost; measuredAt: number }
type Place = { machine: string; backend: string; shapeKey: string }

/** What training a shape costs, as it was measured; the last measurement counts. */
export function calibrationStore(connection: Connection) {
  const read = connection.prepare<Place, { cost: string; measured_at: number }>(`
    SELECT cost, measured_at FROM calibration
    WHERE machine = @machine AND backend = @backend AND shape_key = @shapeKey`)
  const write = connection.prepare<Place & { cost: string; measuredAt: number }>(`
    INSERT OR REPLACE INTO calibration (machine, backend, shape_key, cost, measured_at)
    VALUES (@machine, @backend, @shapeKey, @cost, @measuredAt)`)
  return {
    /** Null when it was never measured. Whoever reads a cost validates it. */
    get(place: Place): Calibration<unknown> | null {
      const row = read.get(place)
      return row ? { cost: JSON.parse(row.cost) as unknown, measuredAt: row.measured_at } : null
    },
    /** @param cost kept as JSON @param measuredAt milliseconds since 1970 */
    save(place: Place, cost: object, measuredAt: number): void {
      connection.write(() => write.run({ ...place, cost: JSON.stringify(cost), measuredAt }))
    },
  }
}
