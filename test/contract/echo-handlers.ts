import { hostCalls, type HostCall, type HostHandlers } from '../../src/contract/host.ts'
import { WorkbenchError } from '../../src/contract/errors.ts'

/**
 * Handlers that answer with their argument, for tests of what carries a call; the host's own behaviour is tested with the
 * real host. `runs.get` fails as its id says; `experiments.rename` waits so many milliseconds, or until a call of
 * `experiments.resume`.
 */
export function echoHandlers(): HostHandlers {
  const held = new Set<() => void>()
  const echoes = Object.keys(hostCalls).map((name) => [name, (argument: unknown) => argument])
  return {
    ...(Object.fromEntries(echoes) as unknown as HostHandlers),
    'metrics.series': () => ({
      steps: Int32Array.of(1, 2, 3),
      min: Float32Array.of(NaN, -Infinity, -0),
      max: Float32Array.of(Infinity, 1e-45, 3.4e38),
      last: new Float32Array(),
      total: 3,
    }),
    'runs.get': async ({ id }) => {
      await Promise.resolve()
      if (id === 'unsendable') return { id: () => id } as never
      if (id === 'missing') throw new WorkbenchError('not-found', 'There is no run missing.')
      throw new TypeError('a fault')
    },
    'experiments.rename': async ({ id, name }) => {
      await new Promise<void>((resolve) => {
        if (name === HELD) held.add(resolve)
        else setTimeout(resolve, Number(name))
      })
      return { id } as Awaited<ReturnType<HostHandlers['experiments.rename']>>
    },
    'experiments.resume': (argument) => {
      for (const release of held) release()
      held.clear()
      return argument as never
    },
  }
}

/** The name by which `experiments.rename` waits for `experiments.resume`. */
export const HELD = 'held'

const selection = {
  ...{
    experimentIds: ['a', 'b'],
    runIds: ['c'],
    arms: ['none (a)'],
    batchSizes: [16],
    learningRates: [0.1],
    seeds: [0],
  },
  ...{ statuses: ['diverged'], datasets: ['digits'] },
}

/** An argument for each call that it takes, and the same after validation. */
export const goodInputs: Record<HostCall, object> = {
  'experiments.plan': { spec: { spec: 1 }, backend: 'auto', measure: false },
  'experiments.create': { spec: { spec: 1 }, backend: 'cpu', preset: 'assignment', looks: 2 },
  'experiments.list': {
    ...{ search: 'a', trashed: true, sort: 'status', descending: false, offset: 1, limit: 2 },
    ...{
      statuses: ['paused'],
      normalizations: ['batch'],
      arms: ['with BN'],
      datasets: ['mnist'],
      tags: ['one'],
    },
    ...{ createdFrom: 1, createdTo: 2 },
  },
  'experiments.get': { id: 'a' },
  'experiments.facets': { trashed: true },
  'experiments.find': { text: 'a' },
  'experiments.record': { id: 'a', series: true },
  'experiments.rename': { id: 'a', name: '0' },
  'experiments.annotate': { id: 'a', notes: '' },
  'experiments.tag': { id: 'a', tags: ['one'] },
  'experiments.stop': { id: 'a' },
  'experiments.resume': { id: 'a' },
  'experiments.trash': { ids: ['a'] },
  'experiments.restore': { ids: ['a'] },
  'experiments.weigh': { ids: ['a'] },
  'experiments.purge': { ids: ['a'] },
  'experiments.import': { record: { runs: [] } },
  'compare.summary': { selection, baseline: 'none', metric: 'test loss', target: 0.9 },
  'compare.curves': {
    ...{ selection, metric: 'testAccuracy', unit: 'seconds', from: 1, to: 2 },
    ...{ columns: 10, smoothing: 0.1, seeds: true },
  },
  'compare.layouts': {},
  'compare.saveLayout': { name: 'mine', settings: { unit: 'steps', columns: 2, isLog: true } },
  'compare.removeLayout': { name: 'mine' },
  'experiments.moreSeeds': { experimentIds: ['a', 'b'], seeds: 5, purpose: 'more' },
  'experiments.importBundle': { bundle: Uint8Array.of(123, 0, 255) },
  'exports.write': { id: 'a', form: 'parquet', checkpoints: false, to: 'somewhere' },
  'exports.read': { id: 'a', form: 'bundle', checkpoints: true },
  'reports.create': {
    ...{ selection: { experimentIds: ['a'] }, baseline: 'none', sections: ['verdict'] },
    ...{ metric: 'test loss', target: 0.9 },
  },
  'reports.check': { html: '<!doctype html>' },
  'runs.list': {
    experimentId: 'a',
    statuses: ['done'],
    sort: 'accuracy',
    descending: true,
    offset: 0,
    limit: 5,
  },
  'runs.get': { id: 'missing' },
  'runs.find': { text: 'none/64/1', experimentId: 'a' },
  'runs.stop': { ids: ['a', 'b'] },
  'runs.retry': { ids: ['a'] },
  'runs.continueFrom': { id: 'a', step: 3, epochs: 2, learningRate: 0.1, name: 'b' },
  'runs.confused': { id: 'a', actual: 3, predicted: 5, limit: 7 },
  'runs.exportPytorch': { id: 'a', directory: 'somewhere' },
  'queue.state': {},
  'queue.pause': {},
  'queue.resume': {},
  'queue.move': { id: 'a', before: 'b' },
  'metrics.series': { runId: 'a', metric: 'loss', from: 1, to: 9, points: 10 },
  'metrics.epochMeans': { runId: 'a', metric: 'loss', to: 9 },
  'metrics.since': { runIds: ['a'], cursor: 7 },
  'datasets.list': {},
  'datasets.import': {
    ...{ name: 'a', trainImages: 'b', trainLabels: 'c' },
    ...{ testImages: Uint8Array.of(0, 255), testLabels: 'e' },
  },
  'datasets.preview': { name: 'a', split: 'test', classIndex: 3, offset: 1, limit: 2 },
  'datasets.downloads': {},
  'datasets.download': { name: 'mnist' },
  'datasets.cancelDownload': { name: 'fashion-mnist' },
  'datasets.remove': { name: 'a' },
  'system.info': {},
  'system.doctor': {},
  'system.settings': {},
  'system.changeSettings': { parallel: 2 },
  'system.backup': { file: 'copy.db' },
}
