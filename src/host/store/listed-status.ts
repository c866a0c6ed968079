/** What the host knows of experiments and the database does not: which wait for nobody. */
export type Waiting = {
  /** Whether the queue starts nothing more. */
  isPaused: boolean
  /** The ids of the experiments that this host was asked to train. */
  here: ReadonlySet<string>
}

/** `Waiting` as the statements' parameters. */
export function waitingParameters({ isPaused, here }: Waiting): { isPaused: number; here: string } {
  return { isPaused: Number(isPaused), here: JSON.stringify([...here]) }
}

/** SQL: the status of an experiment by its row in `listing`, as `toStoredSummary` and the host say it. */
export const LISTED_STATUS = `CASE
  WHEN running = 0 AND queued > 0 AND (@isPaused OR id NOT IN (SELECT value FROM json_each(@here))) THEN 'paused'
  WHEN running > 0 OR (queued > 0 AND queued < run_count) THEN 'running'
  WHEN queued > 0 THEN 'queued'
  WHEN halted > 0 AND EXISTS (SELECT 1 FROM run WHERE run.is_hidden = listing.is_trashed
    AND run.experiment = listing.experiment AND run.status IN ('failed', 'interrupted')) THEN 'incomplete'
  WHEN halted > 0 THEN 'stopped'
  ELSE 'finished' END`
