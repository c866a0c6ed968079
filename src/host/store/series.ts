import { MetricName } from '../../contract/call-parts.ts'
import type { EpochMeans, MetricPage, MetricRows, SeriesPoints } from '../../contract/host-answers.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { chunkStore } from './chunks.ts'
import type { Connection } from './connection.ts'
import { MetricJournal } from './metric-journal.ts'
import { readPoints } from './read-points.ts'
import { found } from './rows.ts'

type RunRow = { number: number; grown_at: number }
type GrownRow = RunRow & { id: string }
type SeriesRow = { number: number; metric: MetricName; length: number }
/** A page of what changed ends with the run that brings it to so many values: 8 MiB. */
const VALUES_A_PAGE = 2_000_000

type Bounds = { from: number; to: number | null; points: number }

export type SeriesStore = ReturnType<typeof seriesStore>

/** The functions that keep the metrics of every step. */
export function seriesStore(connection: Connection) {
  const chunks = chunkStore(connection)
  const journal = new MetricJournal(connection)
  const runOf = connection.prepare<[string], RunRow>(`SELECT number, grown_at FROM run WHERE id = ?`)
  const seriesOf = connection.prepare<[number], SeriesRow>(
    `SELECT number, metric, length FROM series WHERE run = ?`,
  )
  const one = connection.prepare<[string, string], SeriesRow>(`
    SELECT number, metric, length FROM series WHERE run = (SELECT number FROM run WHERE id = ?) AND metric = ?`)
  const insert = connection.prepare<[number, string]>(`INSERT INTO series (run, metric) VALUES (?, ?)`)
  const setLength = connection.prepare<[number, number]>(`UPDATE series SET length = ? WHERE number = ?`)
  // A record from elsewhere may hold NaN, hence NULL, for the seconds: then those that were known stay.
  const grow = connection.prepare<[number, number, number, number]>(`
    UPDATE run SET steps_done = ?, seconds_trained = coalesce(?, seconds_trained), grown_at = ? WHERE number = ?`)
  const grown = connection.prepare<{ ids: string; cursor: number }, GrownRow>(`
    SELECT number, id, grown_at FROM run
    WHERE id IN (SELECT value FROM json_each(@ids)) AND grown_at > @cursor ORDER BY grown_at`)

  function allSeries(run: number): SeriesRow[] {
    const known = seriesOf.all(run)
    return MetricName.options.map((metric) => {
      const row = known.find((series) => series.metric === metric)
      return row ?? { number: Number(insert.run(run, metric).lastInsertRowid), metric, length: 0 }
    })
  }

  function changed(run: RunRow, firstStep: number, length: number, seconds: number, cursor: number): void {
    grow.run(length, seconds, cursor, run.number)
    journal.note(run.number, run.grown_at, firstStep)
  }

  function append(rows: MetricRows, cursor: number): void {
    const run = found(runOf.get(rows.runId), 'run', rows.runId)
    const count = rows.loss.length
    if (count === 0) return
    for (const { number, metric, length } of allSeries(run.number)) {
      checkFit(rows, metric, length)
      chunks.append(number, length, rows[metric])
      setLength.run(length + count, number)
    }
    changed(run, rows.firstStep, rows.firstStep + count, rows.seconds[count - 1]!, cursor)
  }

  function truncate(runId: string, length: number): void {
    const run = found(runOf.get(runId), 'run', runId)
    const all = allSeries(run.number).filter((series) => series.length > length)
    if (all.length === 0) return
    for (const { number } of all) {
      chunks.truncate(number, length)
      setLength.run(length, number)
    }
    const seconds = all.find(({ metric }) => metric === 'seconds')
    const last = length > 0 && seconds ? chunks.values(seconds.number, length - 1, length)[0]! : 0
    changed(run, length, length, last, journal.next())
  }

  function rowsFrom(run: { number: number; id: string }, firstStep: number): MetricRows {
    const known = seriesOf.all(run.number)
    const values = MetricName.options.map((metric) => {
      const series = known.find((row) => row.metric === metric)
      return [
        metric,
        series ? chunks.values(series.number, firstStep, series.length) : new Float32Array(),
      ] as const
    })
    return { runId: run.id, firstStep, ...(Object.fromEntries(values) as Record<MetricName, Float32Array>) }
  }

  /** The exact values of the steps from `from` to before `to` (null: to the end), as far as they are there. */
  function readValues(
    runId: string,
    metric: MetricName,
    from = 0,
    to: number | null = null,
  ): Float32Array<ArrayBuffer> {
    const series = one.get(runId, metric) ?? { number: 0, length: 0 }
    const end = Math.min(to ?? series.length, series.length)
    return chunks.values(series.number, Math.min(from, end), end)
  }

  return {
    /**
     * Appends rows, of one run or of many, all or none; each must go on where its run's series end.
     * Steps done and seconds trained of the runs follow. @returns the cursor of this change
     * @throws WorkbenchError `not-found`; `internal` when rows leave a gap or begin before the end
     */
    appendMetrics(rows: readonly MetricRows[]): number {
      return connection.write(() => {
        const cursor = journal.next()
        for (const row of rows) append(row, cursor)
        return cursor
      })
    },
    /** Cuts a run's series back to their first `length` steps. @throws WorkbenchError `not-found` */
    truncateSeries(runId: string, length: number): void {
      connection.write(() => truncate(runId, length))
    },
    /**
     * At most `points` points of the steps from `from` to before `to` (null: to the end); no extreme is left out, and
     * the last is NaN where any value is. Bounds beyond the series are moved to it; a run without series has no points.
     */
    readSeries(runId: string, metric: MetricName, { from, to, points }: Bounds): SeriesPoints {
      const series = one.get(runId, metric) ?? { number: 0, length: 0 }
      const end = Math.min(to ?? series.length, series.length)
      return readPoints(chunks, series.number, { from: Math.min(from, end), to: end, points })
    },
    /** The mean over each epoch of so many steps, before `to` (null: the end); the last may have fewer. */
    epochMeans(runId: string, metric: MetricName, stepsPerEpoch: number, to: number | null): EpochMeans {
      const values = readValues(runId, metric, 0, to)
      const means = Float64Array.from({ length: Math.ceil(values.length / stepsPerEpoch) }, (_, epoch) => {
        const own = values.subarray(epoch * stepsPerEpoch, (epoch + 1) * stepsPerEpoch)
        return own.reduce((sum, value) => sum + value, 0) / own.length
      })
      return { means, total: values.length }
    },
    readValues,
    /**
     * What changed in these runs after `cursor`: 0, or what an earlier page gave. Unknown ids are passed over. A page
     * ends between changes, never within one, once it holds so many values.
     */
    metricsSince(runIds: readonly string[], cursor: number, most = VALUES_A_PAGE): MetricPage {
      // A cursor from the future is one of another database, or of this one before a backup was put in its place.
      const since = cursor > journal.cursor ? 0 : cursor
      const rows: MetricRows[] = []
      let [values, last] = [0, since]
      for (const run of grown.all({ ids: JSON.stringify(runIds), cursor: since })) {
        if (values >= most && run.grown_at > last) return { cursor: last, rows, hasMore: true }
        const added = rowsFrom(run, journal.firstStepAfter(run.number, since))
        values += MetricName.options.length * added.loss.length
        rows.push(added)
        last = run.grown_at
      }
      return { cursor: journal.cursor, rows, hasMore: false }
    },
    /** The cursor of the last change to any series. */
    cursor: (): number => journal.cursor,
  }
}

function checkFit(rows: MetricRows, metric: MetricName, length: number): void {
  const { runId, firstStep } = rows
  if (firstStep !== length) {
    throw new WorkbenchError(
      'internal',
      `The ${metric} of run ${runId} has ${length} steps, and rows came that begin at step ${firstStep}.`,
    )
  }
  if (rows[metric].length !== rows.loss.length) {
    throw new WorkbenchError(
      'internal',
      `Rows of run ${runId} came with ${rows.loss.length} losses and ${rows[metric].length} of ${metric}.`,
    )
  }
}
