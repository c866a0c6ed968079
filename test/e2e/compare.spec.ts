import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { encodeIdx } from '../../src/datasets/idx.ts'
import { openStore, type Store } from '../../src/host/store/open-store.ts'
import type { PlannedRun } from '../../src/domain/grid.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { addEnded } from '../host/compare/made-runs.ts'
import { barsDataset } from '../host/bars-dataset.ts'
import { rowsOf } from '../host/store/stored-experiments.ts'
import { tinySpec } from '../host/tiny-spec.ts'
import { hostOfPage } from './host-of-page.ts'
import { expect, test, type RunningWorkbench } from './workbench.ts'

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
async function openKnown(
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

const verdict = (page: Page) => page.getByRole('region', { name: /^Does .* change the final/ })
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const points = (page: Page, name: string) => part(page, name).locator('[data-points]').first()

test('from a finished experiment to the verdict, by mouse', async ({ page, workbench }) => {
  await openKnown(workbench, { name: 'Known' })
  await workbench.open('/experiments')
  await page.getByRole('button', { name: 'Actions for Known' }).click()
  await page.getByRole('menuitem', { name: 'Compare' }).click()
  await expect(page).toHaveURL(/#\/compare\?experiment=\w+/)

  await expect(verdict(page)).toContainText('batch has a higher test accuracy than none at batch size 16')
  await expect(verdict(page)).toContainText('no difference between batch and none is shown at batch size 64')
  const lines = verdict(page).getByRole('region', { name: 'Verdict by batch size' }).getByRole('row')
  await expect(lines.filter({ hasText: /^16\s*better\s*\+10\.\d\d/ })).toHaveCount(1)
  const open = lines.filter({ hasText: /^64\s*no difference shown/ })
  const together = await open.textContent()
  await verdict(page).getByRole('switch', { name: 'Intervals of each comparison alone' }).click()
  await expect(open).not.toHaveText(together!)

  const results = page.getByRole('region', { name: 'Results by arm and batch size' })
  await expect(results.getByText('best', { exact: true })).toHaveCount(1)
  await expect(points(page, 'Training loss')).not.toHaveAttribute('data-points', '0')
  await part(page, 'Training loss').getByText('Data as table').click()
  await expect(part(page, 'Training loss').getByRole('columnheader', { name: 'Epoch' })).toBeVisible()

  const target = page.getByRole('textbox', { name: 'Target test accuracy' })
  await target.fill('50')
  await target.press('Enter')
  await expect(page).toHaveURL(/target=0\.5/)
  await expect(part(page, 'Training until a target is reached')).toContainText('16 of 16 runs reached it')

  const runs = page.getByRole('grid', { name: 'Runs that are compared' })
  await runs.getByRole('link', { name: 'none' }).first().click()
  await expect(page).toHaveURL(/#\/runs\/\w+/)
})

test('the same by keyboard, from the empty view', async ({ page, workbench }) => {
  await openKnown(workbench, { name: 'Known' }, { name: 'Other' })
  await workbench.open('/experiments')
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible()
  const offer = page.getByRole('link', { name: 'Compare its arms' })
  await offer.focus()
  await page.keyboard.press('Enter')
  await expect(verdict(page)).toContainText('at batch size 16')

  const picker = page
    .getByRole('button', { name: 'Add experiments' })
    .or(page.getByRole('combobox', { name: 'Add experiments' }))
  await picker.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Known')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(
    page.getByRole('list', { name: 'Experiments that are compared' }).getByRole('link'),
  ).toHaveText(['Other', 'Known'])
  const remove = page.getByRole('button', { name: 'Take Known out of the comparison' })
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('list', { name: 'Experiments that are compared' }).getByRole('link'),
  ).toHaveText(['Other'])
})

test('filters and settings act on all charts, and the link opens the same view', async ({
  page,
  workbench,
}) => {
  const [id] = await openKnown(workbench, { name: 'Known', learningRates: [0.05, 0.5] })
  await workbench.open(`/compare?experiment=${id!}`)
  const count = page.getByRole('search').getByRole('status')
  await expect(count).toHaveText('32 runs')
  await expect(part(page, 'Training loss').locator('figure')).toHaveCount(4)
  await expect(part(page, 'Stability map').locator('figure')).toHaveCount(2)

  await page.getByRole('search').getByRole('button', { name: 'Batch size' }).click()
  await page.getByRole('menuitemcheckbox', { name: '16', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('search').getByRole('button', { name: 'Learning rate' }).click()
  await page.getByRole('menuitemcheckbox', { name: '0.05', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(count).toHaveText('8 runs')
  await expect(part(page, 'Training loss').locator('figure')).toHaveCount(1)
  await expect(points(page, 'Final test accuracy by batch size')).toHaveAttribute('data-points', '2')
  await expect(points(page, 'Difference to none')).toHaveAttribute('data-points', '1')
  await expect(part(page, 'Stability map')).toContainText('All runs have the learning rate 0.05')
  const grid = page.getByRole('grid', { name: 'Runs that are compared' })
  await expect(grid).toHaveAttribute('aria-rowcount', '9')

  await page.getByRole('switch', { name: 'Logarithmic' }).click()
  await page.getByRole('button', { name: 'Gradient norm' }).click()
  await page.getByRole('combobox', { name: 'What is judged' }).click()
  await page.getByRole('option', { name: 'Judged by test loss' }).click()
  await expect(part(page, 'Final test loss by batch size')).toBeVisible()
  await expect(part(page, 'Gradient norm')).toContainText('Logarithmic axis.')

  await page.reload()
  await expect(count).toHaveText('8 runs')
  await expect(part(page, 'Final test loss by batch size')).toBeVisible()
  await expect(part(page, 'Gradient norm')).toContainText('Logarithmic axis.')
  await page
    .getByRole('button', { name: 'with' })
    .or(page.getByRole('button', { name: 'batch', exact: true }))
    .first()
    .click()
  await expect(count).toHaveText('4 runs')
  await page.goBack()
  await expect(count).toHaveText('8 runs')
})

test('two experiments of one design are one comparison, from the list, and a layout is kept', async ({
  page,
  workbench,
}) => {
  await openKnown(workbench, { name: 'First' }, { name: 'Second', seeds: [5, 6, 7] })
  await workbench.open('/experiments')
  const list = page.getByRole('grid', { name: 'Experiments' })
  await list.getByRole('checkbox', { name: 'Select First' }).click()
  await list.getByRole('checkbox', { name: 'Select Second' }).click()
  await page.getByRole('toolbar').getByRole('link', { name: 'Compare' }).click()
  await expect(page.getByRole('search').getByRole('status')).toHaveText('28 runs')
  await expect(verdict(page)).toContainText('over 7 paired seeds')
  await expect(page.getByRole('list', { name: 'Arms' }).getByRole('button')).toHaveText(['none', 'batch'])

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForTimeout(700)
    expect((await new AxeBuilder({ page }).include('#main').analyze()).violations).toEqual([])
  }

  await page.getByRole('button', { name: 'Parts' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Curves' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { name: 'Curves' })).toBeHidden()
  await page.getByRole('button', { name: 'Layouts' }).click()
  await page.getByRole('menuitem', { name: 'Save this layout' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Numbers only')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Layout “Numbers only” saved.').first()).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Curves' })).toBeVisible()
  await page.getByRole('button', { name: 'Layouts' }).click()
  await page.getByRole('menuitem', { name: 'Numbers only' }).click()
  await expect(page.getByRole('heading', { name: 'Curves' })).toBeHidden()
})

test('more seeds make the verdict exploratory, which offers a confirmation', async ({ page, workbench }) => {
  test.slow()
  await workbench.open()
  const { api, close } = await hostOfPage(page)
  const { train, test: tested } = barsDataset()
  await api.call('datasets.import', {
    name: 'bars',
    trainImages: new Uint8Array(encodeIdx([train.count, train.height, train.width], train.images)),
    trainLabels: new Uint8Array(encodeIdx([train.count], train.labels)),
    testImages: new Uint8Array(encodeIdx([tested.count, tested.height, tested.width], tested.images)),
    testLabels: new Uint8Array(encodeIdx([tested.count], tested.labels)),
  })
  const { id } = await api.call('experiments.create', {
    spec: { ...tinySpec, name: 'Two seeds', batchSizes: [16], seeds: [1, 2] },
  })
  close()
  await workbench.open(`/compare?experiment=${id}`)
  const patiently = { timeout: 120_000 }
  await expect(verdict(page)).toContainText('it cannot be known whether batch differs', patiently)
  await page.getByRole('button', { name: 'Train more seeds (3 seeds)' }).click()
  await expect(page).toHaveURL(/experiment=\w+&experiment=\w+/)
  await expect(verdict(page)).toContainText('have ended. This page follows the others.')
  await expect(verdict(page).getByText('Exploratory', { exact: true })).toBeVisible()
  await expect(verdict(page)).toContainText(/over 5 paired seeds|in all 5 pairs/, patiently)
  await page.getByRole('spinbutton', { name: /Confirm on fresh seeds/ }).fill('3')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Confirm on fresh seeds (3 seeds)' }).click()
  await expect(
    page.getByRole('list', { name: 'Experiments that are compared' }).getByRole('link'),
  ).toHaveText(['Two seeds, confirmation'])
  await expect(verdict(page)).toContainText(/over 3 paired seeds|in all 3 pairs/, patiently)
  await expect(verdict(page).getByText('Exploratory', { exact: true })).toBeHidden()
})
