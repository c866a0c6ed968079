import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { MetricRows } from '../../src/contract/host-answers.ts'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import { addExperiment } from '../host/store/stored-experiments.ts'
import { milliseconds, secondsOf, type Report } from './store-report.ts'

const METRICS = 4

/** Ingest and size of one long run beside a row per point, then reading it. */
export function benchSeries(folder: string, steps: number, report: Report): void {
  for (const batch of [64, 512]) {
    const { rate, bytes } = ingest(`${folder}/ours-${batch}.db`, steps, batch, report)
    const peer = ingestRows(`${folder}/rows-${batch}.db`, Math.min(steps, 250_000), batch)
    const name = `batches of ${batch} steps × ${METRICS} metrics`
    report(`ingest, ${name}`, rate / 1e6, 'M points/s', { least: 1 })
    report('  beside a row per point', rate / peer.rate, '× as fast')
    report(`size on disk, ${name}`, bytes, 'bytes/point', { most: 5 })
    report('  beside a row per point', peer.bytes / bytes, '× as small')
  }
}

function ingest(file: string, steps: number, batch: number, report: Report): { rate: number; bytes: number } {
  const store = openStore(file)
  const [runId] = addExperiment(store, {}, 1).runIds as [string]
  const empty = statSync(file).size
  const seconds = secondsOf(() => {
    for (const rows of batches(runId, steps, batch)) store.series.appendMetrics([rows])
  })
  if (batch > 64) benchReading(store, runId, steps, report)
  store.close()
  return { rate: (METRICS * steps) / seconds, bytes: (statSync(file).size - empty) / (METRICS * steps) }
}

function benchReading(store: Store, runId: string, steps: number, report: Report): void {
  const read = (from: number, to: number | null) => () =>
    store.series.readSeries(runId, 'loss', { from, to, points: 2000 })
  report(`${steps} steps at 2,000 points`, milliseconds(read(0, null)), 'ms', { most: 20 })
  report('  three quarters of them', milliseconds(read(steps / 8 + 3, (steps * 7) / 8 + 5)), 'ms', {
    most: 20,
  })
  report('  a quarter of them', milliseconds(read(steps / 4 + 3, steps / 2 + 5)), 'ms', { most: 20 })
  report(
    '  every value',
    milliseconds(() => store.series.readValues(runId, 'loss')),
    'ms',
  )
}

function* batches(runId: string, steps: number, batch: number): Generator<MetricRows> {
  for (let firstStep = 0; firstStep < steps; firstStep += batch) {
    const count = Math.min(batch, steps - firstStep)
    const values = Float32Array.from({ length: count }, () => Math.random())
    yield { runId, firstStep, loss: values, accuracy: values, gradientNorm: values, seconds: values }
  }
}

/** The peer: one row a point, under the same settings and in the same batches. */
function ingestRows(file: string, steps: number, batch: number): { rate: number; bytes: number } {
  const database = new Database(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  database.exec(
    `CREATE TABLE point (series INTEGER, step INTEGER, value REAL, PRIMARY KEY (series, step)) STRICT, WITHOUT ROWID`,
  )
  const insert = database.prepare('INSERT INTO point VALUES (?, ?, ?)')
  const write = database.transaction(({ firstStep, loss }: MetricRows) => {
    for (let series = 0; series < METRICS; series++) {
      for (let index = 0; index < loss.length; index++) insert.run(series, firstStep + index, loss[index])
    }
  })
  const seconds = secondsOf(() => {
    for (const rows of batches('', steps, batch)) write(rows)
  })
  database.close()
  return { rate: (METRICS * steps) / seconds, bytes: statSync(file).size / (METRICS * steps) }
}
