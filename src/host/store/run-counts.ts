import type { Connection } from './connection.ts'
import type { CountRow } from './experiment-row.ts'

/** @returns a function that counts the runs and steps of experiments, by their numbers */
export function runCounter(
  connection: Connection,
): (experiments: readonly number[]) => Map<number, CountRow[]> {
  // A run that diverged has come to its end: nothing is left to train.
  const count = connection.prepare<[string], CountRow>(`
    SELECT experiment, status, count(*) AS runs, sum(total_steps) AS steps,
      sum(CASE WHEN status IN ('done', 'diverged') THEN total_steps ELSE steps_done END) AS trained
    FROM run WHERE experiment IN (SELECT value FROM json_each(?))
    GROUP BY experiment, status`)
  return (experiments) => Map.groupBy(count.all(JSON.stringify(experiments)), ({ experiment }) => experiment)
}
