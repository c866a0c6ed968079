import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from '../../src/host/store/open-store.ts'
import { fillHistory } from '../bench/store-history.ts'
import { axeViolations } from './axe-violations.ts'
import { start } from './new-page.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

test('settings outlive the page and the server', ON_SERVER, async ({ page, workbench }) => {
  await workbench.open('/settings')
  await page.getByRole('radio', { name: /Leave one core free/ }).click()
  await expect(page.getByRole('radio', { name: /Leave one core free/ })).toBeChecked()
  await page.getByRole('radio', { name: 'Dark' }).click()
  await expect(page.locator('html')).toHaveClass(/dark/)
  await page.reload()
  await expect(page.getByRole('radio', { name: /Leave one core free/ })).toBeChecked()
  await expect(page.locator('html')).toHaveClass(/dark/)

  await page.getByRole('radio', { name: 'Exactly as many as I say' }).click()
  await page.getByRole('spinbutton', { name: 'Trainers at once' }).fill('3')
  await page.keyboard.press('Tab')
  // The host has it once another page shows it.
  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('spinbutton', { name: 'Trainers at once' })).toHaveValue('3', {
      timeout: 2000,
    })
  }).toPass()
  await workbench.stop()
  await workbench.start()
  await workbench.open('/settings')
  await expect(page.getByRole('spinbutton', { name: 'Trainers at once' })).toHaveValue('3')
})

test('the database is copied to a new file only', async ({ page, workbench }) => {
  await workbench.open('/settings')
  const file = join(workbench.home, 'copy.db')
  await page.getByLabel('Back up the database to').fill(file)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByText(`Written: ${file}`)).toBeVisible()
  expect(existsSync(file)).toBe(true)
  await page.getByLabel('Back up the database to').fill(file)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(page.getByRole('alert')).toContainText('exists already')
})

test('the doctor says which engines can train here, and nothing bars anyone from the page', async ({
  page,
  workbench,
}) => {
  await workbench.open('/settings')
  await expect(page.getByText(workbench.database)).toBeVisible()
  await page.getByRole('button', { name: 'Examine this machine' }).click()
  const engines = page.getByRole('list', { name: 'Engines' })
  await expect(engines.getByText('wasm can train here')).toBeVisible({ timeout: 90_000 })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    // Colours need a moment to have changed.
    await expect(async () => {
      expect(await axeViolations(page)).toEqual([])
    }).toPass({ timeout: 30_000 })
  }
})

test(
  'a database of a newer version of the program is shown with a word, and not written to',
  ON_SERVER,
  async ({ page, workbench }) => {
    await workbench.stop()
    const store = openStore(workbench.database)
    fillHistory(store, 3)
    store.close()
    const newer = new Database(workbench.database)
    newer.pragma('user_version = 99')
    newer.close()
    await workbench.start()
    await workbench.open('/new')
    await expect(
      page.getByText(/newer version of this program .* nothing can be trained or changed/),
    ).toBeVisible()
    await expect(page.getByText('This database can only be read.')).toBeVisible()
    await expect(start(page)).toBeDisabled()

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Experiments' }).click()
    const grid = page.getByRole('grid', { name: 'Experiments' })
    await grid
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click()
    await expect(page.getByRole('menuitem', { name: 'Move to trash' })).toBeDisabled()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
    await grid.getByRole('row').nth(1).press('Delete')
    // The key does nothing, as the menu's entry: there is not even an attempt that could fail.
    await expect(page.getByText(/moved to the trash/)).toHaveCount(0)
    await expect(grid).toHaveAttribute('aria-rowcount', '4')
  },
)
