import type { Page } from '@playwright/test'
import { openKnown } from './known-experiments.ts'
import { expect, test } from './workbench.ts'

const count = (page: Page) => page.getByRole('search').getByRole('status')

async function addExperiment(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: 'Add experiments' })
    .or(page.getByRole('combobox', { name: 'Add experiments' }))
    .click()
  await page.getByRole('option', { name }).click()
  await page.keyboard.press('Escape')
}

test('chosen arms stay chosen when an experiment joins, and so do chosen runs, of both of them', async ({
  page,
  workbench,
}) => {
  const [first] = await openKnown(
    workbench,
    { name: 'First' },
    { name: 'Second', budget: { unit: 'epochs', amount: 8 } },
  )
  await workbench.open(`/compare?hide=curves&arm=none&baseline=none&experiment=${first!}`)
  await expect(count(page)).toHaveText('8 runs')
  await addExperiment(page, 'Second')
  await expect(count(page)).toHaveText('16 runs')
  const arms = page.getByRole('list', { name: 'Arms' })
  await expect(arms.getByRole('button', { pressed: true })).toHaveText(['none (First)', 'none (Second)'])
  await arms.getByRole('button', { name: 'none (First)' }).click()
  await expect(arms.getByRole('button', { pressed: true })).toHaveText(['none (Second)'])
  await page.getByRole('button', { name: 'Take First out of the comparison' }).click()
  await expect(arms.getByRole('button', { pressed: true })).toHaveText(['none'])
  await expect(count(page)).toHaveText('8 runs')

  const grid = page.getByRole('grid', { name: 'Runs that are compared' })
  for (const seed of [1, 2])
    await grid.getByRole('checkbox', { name: `Select none, batch 16, seed ${seed}`, exact: true }).click()
  await page.getByRole('button', { name: 'Compare 2 alone' }).click()
  await expect(count(page)).toHaveText('2 runs')
  await page.getByRole('button', { name: 'Clear all filters' }).click()
  await expect(count(page)).toHaveText('16 runs')
  await page.goBack()
  await addExperiment(page, 'First')
  await expect(page.getByRole('button', { name: '18 chosen runs' })).toBeVisible()
  await page.getByRole('button', { name: 'Take Second out of the comparison' }).click()
  await expect(page.getByRole('button', { name: '16 chosen runs' })).toBeVisible()
  await expect(count(page)).toHaveText('8 runs')
})
