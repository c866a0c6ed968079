import type { ShapeCost } from '../plan/time-left.ts'
import type { Connection } from './connection.ts'

type Place = { machine: string; backend: string; shapeKey: string }

/** What training a shape costs on a machine and backend, as it was measured; the last measurement counts. */
export function calibrationStore(connection: Connection) {
  const read = connection.prepare<Place, ShapeCost & { measuredAt: number }>(`
    SELECT seconds_per_step AS secondsPerStep, seconds_per_evaluation AS secondsPerEvaluation,
      seconds_once AS secondsOnce, measured_at AS measuredAt
    FROM calibration WHERE machine = @machine AND backend = @backend AND shape_key = @shapeKey`)
  const write = connection.prepare<Place & ShapeCost & { measuredAt: number }>(`
    INSERT OR REPLACE INTO calibration
      (machine, backend, shape_key, seconds_per_step, seconds_per_evaluation, seconds_once, measured_at)
    VALUES (@machine, @backend, @shapeKey, @secondsPerStep, @secondsPerEvaluation, @secondsOnce, @measuredAt)`)
  return {
    /** Null when it was never measured. `measuredAt` is in milliseconds since 1970. */
    get(place: Place): { cost: ShapeCost; measuredAt: number } | null {
      const row = read.get(place)
      if (row === undefined) return null
      const { measuredAt, ...cost } = row
      return { cost, measuredAt }
    },
    /** @param measuredAt milliseconds since 1970 */
    save(place: Place, cost: ShapeCost, measuredAt: number): void {
      connection.write(() => write.run({ ...place, ...cost, measuredAt }))
    },
  }
}
