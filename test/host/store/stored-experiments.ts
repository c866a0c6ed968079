import type { Store } from '../../../src/host/store/open-store.ts'
import type { NewExperiment } from '../../../src/host/store/experiments.ts'
import type { Waiting } from '../../../src/host/store/listed-status.ts'
import type { MetricRows } from '../../../src/contract/host-answers.ts'
import { expandGrid, type PlannedRun } from '../../../src/domain/grid.ts'
import { SpecSchema } from '../../../src/domain/spec.ts'
import { tinySpec } from '../tiny-spec.ts'

export const dataset = {
  name: 'bars',
  digest: 'd1',
  trainCount: 320,
  testCount: 100,
  height: 4,
  width: 4,
  classes: 4,
}
/** A host that was asked to train nothing. */
export const nobody: Waiting = { isPaused: false, here: new Set() }

export const spec = SpecSchema.parse(tinySpec)

/** The twelve runs of the tiny spec. */
export function plannedRuns(): PlannedRun[] {
  return expandGrid(spec, dataset)
}

export function newExperiment(changes: Partial<NewExperiment> = {}): NewExperiment {
  return {
    ...{ name: 'tiny', spec, preset: null, backend: 'auto', looks: 1, dataset, chance: 0.25 },
    ...{ fairnessNotes: ['Five epochs are fewer steps.'], createdAt: 1_700_000_000_000 },
    ...changes,
  }
}

/** An experiment with the first `count` runs of the tiny spec. */
export function addExperiment(store: Store, changes: Partial<NewExperiment> = {}, count = 12) {
  const runs = plannedRuns().slice(0, count)
  return store.experiments.insert(
    newExperiment(changes),
    runs.map((planned) => ({ planned })),
  )
}

/** Rows of which each metric is its own multiple of the values. */
export function rowsOf(runId: string, firstStep: number, values: readonly number[]): MetricRows {
  const times = (factor: number) => Float32Array.from(values, (value) => value * factor)
  return { runId, firstStep, loss: times(1), accuracy: times(2), gradientNorm: times(3), seconds: times(4) }
}
