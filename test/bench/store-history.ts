import type { ExperimentQuery, RunQuery } from '../../src/contract/host.ts'
import { compareRecord } from '../../src/host/compare-record.ts'
import { experimentRecord, type RecordDetail } from '../../src/host/record/experiment-record.ts'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import { newExperiment, nobody, plannedRuns, rowsOf } from '../host/store/stored-experiments.ts'
import { milliseconds, secondsOf, type Report } from './store-report.ts'

const RUNS = 10
const WORDS = [
  'momentum',
  'warmup',
  'batch',
  'learning rate',
  'seed',
  'deep',
  'narrow',
  'adam',
  'cosine',
  'ghost',
]
const LIMIT = { most: 50 }

/** Lists, searches and sorts over a long history. */
export function benchHistory(file: string, experiments: number, report: Report): void {
  const store = openStore(file)
  const building = secondsOf(() => fillHistory(store, experiments))
  report(`storing ${experiments} experiments of ${RUNS} runs`, building, 's')
  const ids = store.experiments.list({ ...page, limit: 1000 }, nobody).experiments.map(({ id }) => id)
  benchExperiments(store, experiments, report)
  benchRuns(store, ids[500]!, experiments * RUNS, report)
  benchRecords(store, report)
  store.experiments.trash(ids.slice(0, 100), 1)
  report(
    'purge of 100 experiments',
    1000 * secondsOf(() => void store.experiments.purge(ids.slice(0, 100))),
    'ms',
  )
  store.close()
  report('opening it, checked', 1000 * secondsOf(() => openStore(file).close()), 'ms')
}

/** Adds experiments of ten runs each. */
export function fillHistory(store: Store, experiments: number): void {
  for (let first = 0; first < experiments; first += 500) {
    store.transaction(() => addSome(store, first, Math.min(500, experiments - first)))
  }
}

const page: ExperimentQuery = {
  search: '',
  trashed: false,
  sort: 'created',
  descending: true,
  offset: 0,
  limit: 50,
}

function benchExperiments(store: Store, total: number, report: Report): void {
  const list = (what: string, query: Partial<ExperimentQuery>) => {
    const run = () => store.experiments.list({ ...page, ...query }, nobody)
    report(`experiments, ${what} (${run().total})`, milliseconds(run), 'ms', LIMIT)
  }
  for (const sort of ['created', 'name', 'runs', 'dataset', 'status'] as const) {
    list(`by ${sort}`, { sort })
    list(`by ${sort}, the last page`, { sort, descending: false, offset: total - 50 })
  }
  for (const search of ['momentum', 'number 4242', 'experiment', 'adam cosine', 'xyzzy', 'ad', 'number 42']) {
    for (const sort of ['created', 'name'] as const) list(`search "${search}" by ${sort}`, { search, sort })
  }
  for (const [what, query] of Object.entries(filters)) {
    for (const sort of ['created', 'status'] as const) list(`${what} by ${sort}`, { ...query, sort })
  }
  report(
    'the facets',
    milliseconds(() => store.experiments.facets(false, nobody)),
    'ms',
    LIMIT,
  )
}

const filters: Record<string, Partial<ExperimentQuery>> = {
  'incomplete ones': { statuses: ['incomplete'] },
  'with batch normalization': { normalizations: ['batch'] },
  'with an arm': { arms: ['batch'] },
  'of one data set': { datasets: ['bars'] },
  'with one of two tags': { tags: ['momentum', 'cosine'] },
  'of some days': { createdFrom: 1_700_000_200_000, createdTo: 1_700_000_500_000 },
  'all filters and a search': {
    ...{ search: 'number', statuses: ['finished', 'incomplete'], tags: ['adam'], datasets: ['bars'] },
    ...{ normalizations: ['none', 'batch'], createdFrom: 1_700_000_200_000 },
  },
}

const BUSY = 100
const STEPS = 20_000

/** Of an experiment whose runs have many steps, what is asked for without them. */
function benchRecords(store: Store, report: Report): void {
  const runs = plannedRuns()
  const values = Array.from({ length: STEPS }, (_, step) => 1 / (1 + step))
  const state = { status: 'done', finalTestAccuracy: 0.9, finalTestLoss: 0.1 } as const
  const { id, runIds } = store.experiments.insert(
    newExperiment({ name: 'long runs' }),
    Array.from({ length: BUSY }, (_, index) => {
      // The runs of the tiny spec again and again, each time with other seeds.
      const planned = runs[index % runs.length]!
      return {
        planned: { ...planned, seed: planned.seed + index * 10, pairKey: `${planned.pairKey} ${index}` },
        state,
      }
    }),
  )
  const scores = { loss: 0.1, accuracy: 0.9 }
  store.transaction(() => {
    for (const runId of runIds) {
      store.series.appendMetrics([rowsOf(runId, 0, values)])
      store.results.saveResult(runId, {
        running: scores,
        precise: null,
        batch: null,
        confusion: new Int32Array(16),
      })
    }
  })
  const record = (detail: RecordDetail) => () => experimentRecord(store, id, detail)
  const many = `${BUSY} runs of ${STEPS} steps`
  report(
    `comparison of ${many}`,
    milliseconds(() => compareRecord(record('ends')())),
    'ms',
    LIMIT,
  )
  report(`record of ${many} without their steps`, milliseconds(record('epochs')), 'ms', LIMIT)
  report('  with every step', milliseconds(record('steps')), 'ms')
  report(
    `every metric of ${many}, first page`,
    milliseconds(() => store.series.metricsSince(runIds, 0)),
    'ms',
  )
}

function benchRuns(store: Store, experimentId: string, total: number, report: Report): void {
  const list = (what: string, query: Partial<RunQuery>) => {
    const first: RunQuery = { sort: 'position', descending: false, offset: 0, limit: 50 }
    const run = () => store.runs.list({ ...first, ...query })
    report(`runs, ${what} (${run().total})`, milliseconds(run), 'ms', LIMIT)
  }
  for (const sort of ['position', 'accuracy', 'started'] as const) {
    list(`by ${sort}`, { sort, descending: true })
    list(`by ${sort}, the last page`, { sort, offset: total - 50 })
    list(`by ${sort}, failed ones`, { sort, statuses: ['failed'] })
    list(`by ${sort}, of one experiment`, { sort, experimentId })
  }
  report(
    'the queue',
    milliseconds(() => store.runs.queued()),
    'ms',
    LIMIT,
  )
}

function addSome(store: Store, first: number, count: number): void {
  const runs = plannedRuns().slice(0, RUNS)
  for (let number = first; number < first + count; number++) {
    const words = [WORDS[number % 10]!, WORDS[(number * 7 + 3) % 9]!]
    const { runIds } = store.experiments.insert(
      newExperiment({
        ...{
          name: `experiment number ${(number * 7919) % 100_003}`,
          notes: `About ${words.join(' and ')}. `.repeat(5),
        },
        ...{ tags: words, createdAt: 1_700_000_000_000 + ((number * 104_729) % 1_000_003) },
      }),
      runs.map((planned, index) => ({ planned, state: stateOf(number * RUNS + index) })),
    )
    store.series.appendMetrics([rowsOf(runIds[0]!, 0, [1, 2, 3])])
  }
}

/** Most runs are done, one in a hundred failed, one in a thousand waits. */
function stateOf(number: number) {
  if (number % 1000 === 0) return {}
  const times = {
    startedAt: 1_700_000_000_000 + ((number * 15_485_863) % 1_000_003),
    endedAt: 1_800_000_000_000,
  }
  if (number % 100 === 1) return { status: 'failed', reason: 'The trainer was lost.', ...times } as const
  const accuracy = ((number * 2_750_159) % 100_003) / 100_003
  return { status: 'done', finalTestAccuracy: accuracy, finalTestLoss: 1 - accuracy, ...times } as const
}
