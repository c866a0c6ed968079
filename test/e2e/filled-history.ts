import type { Page } from '@playwright/test'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import { fillHistory } from '../bench/store-history.ts'
import { newExperiment, plannedRuns } from '../host/store/stored-experiments.ts'
import type { RunningWorkbench } from './workbench.ts'

/* A long history, and what scenarios do in its list. */

/** A workbench that already has experiments of ten runs each, and what is added to them. */
export async function openFilled(
  workbench: RunningWorkbench,
  experiments: number,
  add: (store: Store) => void = () => undefined,
): Promise<void> {
  await workbench.stop()
  const store = openStore(workbench.database)
  fillHistory(store, experiments)
  add(store)
  store.close()
  await workbench.start()
  await workbench.open()
}

/** The newest: a whole one, as a results file must be. */
export function addWhole(store: Store): void {
  store.experiments.insert(
    newExperiment({ name: 'A whole one', createdAt: Date.now() }),
    plannedRuns().map((planned) => ({ planned, state: { status: 'stopped', startedAt: 1, endedAt: 2 } })),
  )
}

export const rows = (page: Page) => page.getByRole('grid').getByRole('row')
export const firstName = (page: Page) => rows(page).nth(1).getByRole('link')
export const count = (page: Page) => page.getByRole('search').getByRole('status')

/** Chooses from the menu of the first row. */
export async function choose(page: Page, item: string): Promise<void> {
  await rows(page)
    .nth(1)
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}
