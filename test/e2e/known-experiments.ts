import type { Page } from '@playwright/test'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { addEnded } from '../host/compare/made-runs.ts'
import { rowsOf } from '../host/store/stored-experiments.ts'
import type { RunningWorkbench } from './workbench.ts'

/* Experiments whose result is known, for scenarios of the comparison. */

/** BN is far ahead at batch size 16, and neither ahead nor behind at 64. */
function accuracyOf({ arm, batchSize, seed }: PlannedRun): number {
  const spread = 0.004 * ((seed * 7) % 5)
  if (arm === 'none') return 0.7 + spread
  return batchSize === 16 ? 0.8 + spread + 0.001 * (seed % 3) : 0.7 + spread + (seed % 2 === 0 ? 0.02 : -0.02)
}

/** An experiment that has ended, with a loss at each of 40 steps and two evaluations a run. */
function addKnown(store: Store, changes: Partial<SpecInput>): string {
  const { id, runIds } = addEnded(store, { seeds: [1, 2, 3, 4], ...changes }, accuracyOf)
  store.series.appendMetrics(
    runIds.map((runId, run) =>
      rowsOf(
        runId,
        0,
        Array.from({ length: 40 }, (_, step) => 2 / (1 + step + run)),
      ),
    ),
  )
  for (const runId of runIds) {
    for (const epoch of [1, 2]) {
      const test = { loss: 1 / epoch, accuracy: 0.3 * epoch }
      store.results.addEvaluation(runId, { step: 20 * epoch, epoch, test, train: test, validation: null })
    }
  }
  return id
}

/** A workbench in which these experiments have ended; the last one is the newest. */
export async function openKnown(
  workbench: RunningWorkbench,
  ...experiments: Partial<SpecInput>[]
): Promise<string[]> {
  await workbench.stop()
  const store = openStore(workbench.database)
  const ids = experiments.map((changes) => addKnown(store, changes))
  store.close()
  await workbench.start()
  return ids
}

/** The card with the verdict, a card by its title, and its first chart. */
export const verdict = (page: Page) => page.getByRole('region', { name: /^Does .* change the final/ })
export const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
export const points = (page: Page, name: string) => part(page, name).locator('[data-points]').first()
