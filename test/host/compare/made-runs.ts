import { CompareQuestion, CurvesQuestion } from '../../../src/contract/compare.ts'
import { compareCurves } from '../../../src/host/compare/curves.ts'
import { compareSummary } from '../../../src/host/compare/summary.ts'
import type { NewExperiment } from '../../../src/host/store/experiments.ts'
import type { Store } from '../../../src/host/store/open-store.ts'
import type { RunChange } from '../../../src/host/store/run-state.ts'
import { expandGrid, type PlannedRun } from '../../../src/domain/grid.ts'
import { SpecSchema, type SpecInput } from '../../../src/domain/spec.ts'
import { dataset, newExperiment } from '../store/stored-experiments.ts'
import { tinySpec } from '../tiny-spec.ts'

/** How a made run ended: a final test accuracy, another end, or not at all. */
type Ending = number | RunChange | 'open'

let clock = 1_700_000_000_000

/** Stores an experiment of the tiny spec with these changes, whose runs ended as it is told; each is newer than the last. */
export function addEnded(
  store: Store,
  changes: Partial<SpecInput>,
  endingOf: (run: PlannedRun) => Ending,
  experiment: Partial<NewExperiment> = {},
): { id: string; runIds: string[] } {
  const spec = SpecSchema.parse({ ...tinySpec, ...changes })
  const planned = expandGrid(spec, experiment.dataset ?? dataset)
  clock += 1000
  const { id, runIds } = store.experiments.insert(
    newExperiment({ name: spec.name, spec, createdAt: clock, ...experiment }),
    planned.map((run) => ({ planned: run, state: stateOf(endingOf(run)) })),
  )
  for (const [index, runId] of runIds.entries()) {
    const ending = endingOf(planned[index]!)
    if (typeof ending !== 'number') continue
    const scores = { loss: 1 - ending, accuracy: ending }
    store.results.saveResult(runId, {
      ...{ running: scores, precise: null, batch: null, confusion: new Int32Array(16) },
    })
  }
  return { id, runIds }
}

function stateOf(ending: Ending): RunChange {
  if (ending === 'open') return {}
  if (typeof ending !== 'number') return ending
  return { status: 'done', outcome: 'done', endedAt: clock }
}

type Ask<T> = Omit<Partial<T>, 'selection'>

/** The summary of a comparison, with its question checked as on any channel. */
export function ask(
  store: Store,
  experimentIds: string[],
  filters: object = {},
  question: Ask<CompareQuestion> = {},
) {
  const asked = CompareQuestion.parse({ selection: { experimentIds, ...filters }, ...question })
  return compareSummary(store, asked, () => 'finished')
}

/** Its curves, asked for in the same way. */
export function askCurves(store: Store, experimentIds: string[], question: Ask<CurvesQuestion>) {
  return compareCurves(store, CurvesQuestion.parse({ selection: { experimentIds }, ...question }))
}
