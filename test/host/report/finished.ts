import { ReportQuestion } from '../../../src/contract/report.ts'
import { reportHtml } from '../../../src/host/report/report-html.ts'
import { reportSubject } from '../../../src/host/report/report-subject.ts'
import type { Store } from '../../../src/host/store/open-store.ts'
import { expandGrid } from '../../../src/domain/grid.ts'
import { SpecSchema } from '../../../src/domain/spec.ts'
import { dataset, newExperiment, rowsOf, spec } from '../store/stored-experiments.ts'

/** A finished experiment in which batch normalization gains five points and as much loss, with these seeds. */
export function finished(
  store: Store,
  name: string,
  seeds = [1, 2, 3],
  targetAccuracy = spec.targetAccuracy,
): string {
  const own = SpecSchema.parse({ ...spec, seeds, targetAccuracy })
  const planned = expandGrid(own, dataset)
  const { id, runIds } = store.experiments.insert(
    newExperiment({ name, spec: own }),
    planned.map((run) => ({ planned: run })),
  )
  for (const [index, runId] of runIds.entries()) {
    const { arm, seed } = planned[index]!
    store.runs.update(runId, { status: 'running' })
    store.series.appendMetrics([
      rowsOf(
        runId,
        0,
        Array.from({ length: 40 }, (_, step) => 2 * 0.97 ** step + seed / 100),
      ),
    ])
    const accuracy = (arm === 'batch' ? 0.85 : 0.8) + 0.002 * seed * (arm === 'batch' ? 2 : 1)
    const confusion = Int32Array.from({ length: 16 }, (_, cell) => cell)
    for (const epoch of [1, 2]) {
      const test = { loss: 1, accuracy: accuracy - 0.1 * (2 - epoch) }
      const train = { loss: 1, accuracy: test.accuracy + 0.02 }
      store.results.addEvaluation(runId, { step: 20 * epoch, epoch, test, train, validation: null })
    }
    store.results.saveResult(runId, {
      running: { loss: 1 - accuracy, accuracy },
      precise: null,
      batch: null,
      confusion,
    })
    store.runs.update(runId, { status: 'done' })
  }
  return id
}

/** The page of a report that is asked for as on any channel. */
export function report(store: Store, experimentIds: string[], rest: object = {}): string {
  const { selection, ...others } = { selection: {}, ...rest }
  return reportHtml(
    reportSubject(store, ReportQuestion.parse({ selection: { experimentIds, ...selection }, ...others })),
  )
}
