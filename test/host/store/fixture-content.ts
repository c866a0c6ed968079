import type { Store } from '../../../src/host/store/open-store.ts'
import type { Environment } from '../../../src/contract/experiment-record.ts'
import { addExperiment, rowsOf } from './stored-experiments.ts'

export const losses = Array.from({ length: 5000 }, (_, step) => (step % 7) / 8)
export const place = { machine: 'a machine', backend: 'wasm', shapeKey: 'abc' }
export const cost = { secondsPerStep: 0.001, secondsPerEvaluation: 0.1, secondsOnce: 0.5 }
export const environment: Environment = {
  ...{
    product: { version: '0.1.0', commit: null },
    node: '24.21.0',
    platform: 'linux',
    processor: 'a processor',
  },
  ...{ cores: 2, memoryBytes: 1024, trainers: 2, versions: { tfjs: '4.22.0' } },
}
export const result = {
  ...{ running: { loss: 0.5, accuracy: 0.9 }, precise: { loss: NaN, accuracy: 0.8 }, batch: null },
  confusion: Int32Array.of(9, 1, 0, 10),
}
export const evaluation = {
  ...{ step: 20, epoch: 1, test: { loss: 0.6, accuracy: 0.85 }, train: null, validation: null },
}
export const checkpoint = {
  ...{ step: 5000, isFinal: true, initialLoss: 2.3, secondsTrained: 4, file: 'abc.safetensors', bytes: 10 },
}

/** Something in every table but the lease. */
export function fillFixture(store: Store): void {
  const { runIds } = addExperiment(
    store,
    { name: 'An experiment of old', notes: 'Noted.', tags: ['kept'] },
    3,
  )
  const [done, running] = runIds as [string, string]
  for (const id of [done, running]) store.runs.update(id, { status: 'running', environment, startedAt: 1000 })
  store.series.appendMetrics([rowsOf(done, 0, losses), rowsOf(running, 0, losses.slice(0, 700))])
  store.results.addEvaluation(done, evaluation)
  store.results.saveResult(done, result)
  store.checkpoints.add(done, checkpoint)
  store.runs.update(done, { status: 'done', endedAt: 2000 })
  store.settings.set('host', { parallel: 2 })
  store.calibrations.save(place, cost, 3000)
}
