import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { readFile } from 'node:fs/promises'
import { openStore } from '../../src/host/store/open-store.ts'
import { fillHistory } from '../bench/store-history.ts'
import { newExperiment, plannedRuns } from '../host/store/stored-experiments.ts'
import { expect, test, type RunningWorkbench } from './workbench.ts'

/** Patience for what a first training needs: the data set is made, and the speed of the machine is measured. */
const PATIENTLY = { timeout: 180_000 }

/** A workbench that already has experiments of ten runs each, and one more. */
async function openFilled(workbench: RunningWorkbench, experiments: number): Promise<void> {
  await workbench.stop()
  const store = openStore(workbench.database)
  fillHistory(store, experiments)
  // The newest: a whole one, as a results file must be.
  store.experiments.insert(
    newExperiment({ name: 'A whole one', createdAt: Date.now() }),
    plannedRuns().map((planned) => ({ planned, state: { status: 'stopped', startedAt: 1, endedAt: 2 } })),
  )
  store.close()
  await workbench.start()
  await workbench.open()
}

const rows = (page: Page) => page.getByRole('grid').getByRole('row')
const firstName = (page: Page) => rows(page).nth(1).getByRole('link')
const count = (page: Page) => page.getByRole('search').getByRole('status')

/** Chooses from the menu of the first row. */
async function choose(page: Page, item: string): Promise<void> {
  await rows(page)
    .nth(1)
    .getByRole('button', { name: /^Actions for/ })
    .click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('the first run offers the assignment, says how long it takes, and starts it with one click', async ({
  page,
  workbench,
}) => {
  test.slow()
  await workbench.open()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('What does batch normalization do')
  const offer = page.getByRole('article').filter({ hasText: 'With and without batch normalization' })
  await expect(offer.getByText(/about .* on this computer/)).toBeVisible(PATIENTLY)
  await offer.getByRole('button', { name: 'Start the assignment' }).click()
  await expect(page).toHaveURL(/#\/experiments\/\w+/, PATIENTLY)
  const rail = page.getByRole('navigation', { name: 'Main' })
  await expect(rail.getByRole('link', { name: /Queue.*training/ })).toBeVisible(PATIENTLY)

  await rail.getByRole('link', { name: 'Experiments' }).click()
  await expect(rows(page).nth(1)).toContainText('Running')
  await choose(page, 'Stop')
  await expect(page.getByText(/runs? stopped; they can be resumed/).first()).toBeVisible()
  await expect(rows(page).nth(1)).toContainText('Stopped')
  await choose(page, 'Resume')
  await expect(rows(page).nth(1)).toContainText('Running')
  await choose(page, 'Move to trash')
  await expect(page.getByText('Its training was stopped').first()).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(rows(page).nth(1)).toContainText('Stopped')
  await choose(page, 'Repeat with changes')
  await expect(page).toHaveURL(/#\/new/)
  await expect(page.getByText('Repeats “With and without batch normalization”')).toBeVisible()
})

test('search, filters and order are in the address, and Back takes them back', async ({
  page,
  workbench,
}) => {
  await openFilled(workbench, 300)
  await expect(count(page)).toHaveText('301 experiments')
  await page.getByRole('searchbox').fill('adam')
  await expect(page).toHaveURL(/search=adam/)
  await expect(count(page)).toHaveText(/^[56]\d experiments$/)
  await page.getByRole('button', { name: 'Tag', exact: true }).click()
  await page.getByRole('menuitemcheckbox', { name: /^cosine/ }).click()
  await expect(page).toHaveURL(/tag=cosine/)
  await page.keyboard.press('Escape')
  await expect(count(page)).toHaveText(/^[1-9]\d? experiments?$/)
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(page).toHaveURL(/sort=name/)
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')

  await page.goBack()
  await expect(page).not.toHaveURL(/sort=name/)
  await page.goBack()
  await expect(page).not.toHaveURL(/tag=cosine/)
  await expect(count(page)).toHaveText(/^[56]\d experiments$/)
  await page.reload()
  await expect(page.getByRole('searchbox')).toHaveValue('adam')
  await page.goBack()
  await expect(page.getByRole('searchbox')).toHaveValue('')
  await expect(count(page)).toHaveText('301 experiments')

  await page.getByRole('searchbox').fill('no such experiment')
  await expect(page.getByText('No experiment matches')).toBeVisible()
  await page.getByRole('button', { name: 'Show all experiments' }).click()
  await expect(count(page)).toHaveText('301 experiments')
})

test('dates, status and columns', async ({ page, workbench }) => {
  await openFilled(workbench, 300)
  await page.getByRole('search').getByRole('button', { name: 'Status', exact: true }).click()
  const incomplete = page.getByRole('menuitemcheckbox', { name: /^Incomplete/ })
  const [, number] = /\((\d+)\)/.exec((await incomplete.textContent()) ?? '') ?? []
  await incomplete.click()
  await page.keyboard.press('Escape')
  await expect(count(page)).toHaveText(`${number!} experiments`)
  await page.getByRole('button', { name: 'Clear search and filters' }).click()
  await page.getByRole('search').getByRole('button', { name: 'Created', exact: true }).click()
  await page.getByRole('button', { name: 'Today' }).click()
  await expect(count(page)).toHaveText('1 experiment')
  await page.getByRole('button', { name: 'Any time' }).click()
  await page.keyboard.press('Escape')
  await expect(count(page)).toHaveText('301 experiments')

  await page.getByRole('button', { name: 'Choose columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Tags' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Started from' }).click()
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Started from' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Tags' })).toBeHidden()
})

test('a name, notes and tags are changed, by mouse', async ({ page, workbench }) => {
  await openFilled(workbench, 20)
  await choose(page, 'Rename')
  const field = page.getByRole('textbox', { name: 'Name of the experiment' })
  await field.fill('Renamed')
  await field.press('Enter')
  await expect(firstName(page)).toHaveText('Renamed')
  await choose(page, 'Notes and tags')
  const slideover = page.getByRole('dialog', { name: 'Notes and tags' })
  await slideover.getByLabel('Notes', { exact: true }).fill('Seen twice.')
  // Leaving saves, also what no Enter has ended yet.
  await slideover.getByRole('textbox', { name: 'Tags' }).fill('for the report')
  await page.keyboard.press('Escape')
  await expect(slideover).toBeHidden()
  await expect(rows(page).nth(1)).toContainText('for the report')
  await page.reload()
  await expect(firstName(page)).toHaveText('Renamed')
  await page.getByRole('searchbox').fill('seen twice')
  await expect(count(page)).toHaveText('1 experiment')
})

test('a question that fails says so over the rows that are known', async ({ page, workbench }) => {
  await openFilled(workbench, 3)
  await expect(firstName(page)).toHaveText('A whole one')
  const connection = new Database(workbench.database)
  connection.exec('ALTER TABLE listing RENAME TO lost_listing')
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expect(firstName(page)).toHaveText('A whole one')
  connection.exec('ALTER TABLE lost_listing RENAME TO listing')
  connection.close()
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('alert')).toBeHidden()
})

test('the trash gives back, and removes for good after saying what is lost', async ({ page, workbench }) => {
  await openFilled(workbench, 20)
  const boxes = page.getByRole('grid').getByRole('checkbox', { name: /^Select experiment/ })
  const bar = page.getByRole('toolbar', { name: 'Selected experiments' })
  await page.getByRole('checkbox', { name: 'Select all rows' }).click()
  await expect(bar).toContainText('21 experiments selected')
  await bar.getByRole('button', { name: 'Export' }).click()
  await expect(page.getByText('At most 20 experiments are exported at once').first()).toBeVisible()
  await page.getByRole('button', { name: 'Clear the selection' }).click()
  await boxes.nth(5).click()
  await expect(bar).toContainText('1 experiment selected')
  // Nothing is done to what a search hides.
  await page.getByRole('searchbox').fill('a whole one')
  await expect(count(page)).toHaveText('1 experiment')
  await expect(bar).toBeHidden()
  await page.getByRole('searchbox').fill('')
  await expect(count(page)).toHaveText('21 experiments')
  await boxes.nth(0).click()
  await boxes.nth(3).click({ modifiers: ['Shift'] })
  await expect(bar).toContainText('4 experiments selected')
  await bar.getByRole('button', { name: 'Move to trash' }).click()
  await expect(count(page)).toHaveText('17 experiments')
  await page.getByRole('link', { name: 'Trash (4)' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()

  const restored = await firstName(page).textContent()
  await choose(page, 'Restore')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4')
  const kept = await firstName(page).textContent()
  await page.getByRole('button', { name: 'Empty the trash' }).click()
  const dialog = page.getByRole('dialog', { name: 'Remove 3 experiments for good?' })
  await expect(dialog).toContainText(kept!)
  await expect(dialog).toContainText('30 runs')
  await expect(dialog).toContainText('0 bytes of trained networks')
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4')
  await page.getByRole('button', { name: 'Empty the trash' }).click()
  await dialog.getByRole('button', { name: 'Remove for good' }).click()
  await expect(page.getByText('The trash is empty')).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Experiments' }).click()
  await expect(count(page)).toHaveText('18 experiments')
  await expect(page.getByRole('link', { name: restored!, exact: true })).toBeVisible()
})

test('results go out as a file, and those of another machine come in, once', async ({ page, workbench }) => {
  await openFilled(workbench, 3)
  const name = await firstName(page).textContent()
  const download = page.waitForEvent('download')
  await choose(page, 'Export results')
  const file = await download
  expect(file.suggestedFilename()).toBe('a-whole-one.json')
  await expect(page.getByText(/\d (KiB|bytes)/).first()).toBeVisible()
  const text = await readFile(await file.path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({ format: 'batchnorm-workbench results', name })

  // As another machine trained it: this one's own is known.
  const record = JSON.parse(text) as { seconds: number }
  const foreign = JSON.stringify({ ...record, seconds: record.seconds + 1 })
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import results' }).click()
  const results = { name: 'results.json', mimeType: 'application/json', buffer: Buffer.from(foreign) }
  await (await chooser).setFiles(results)
  await expect(page.getByText(`“${name!}” imported`).first()).toBeVisible()
  await expect(count(page)).toHaveText('5 experiments')

  await drop(page, foreign)
  await expect(page.getByText(`“${name!}” is here already`).first()).toBeVisible()
  await expect(count(page)).toHaveText('5 experiments')
  await drop(page, 'no JSON')
  await expect(page.getByText('It is not JSON').first()).toBeVisible()

  // What lies in the trash is in no list: it is said, and had back.
  await choose(page, 'Move to trash')
  await expect(count(page)).toHaveText('4 experiments')
  await drop(page, foreign)
  await expect(page.getByText(`“${name!}” is here already, in the trash`).first()).toBeVisible()
  await page.getByRole('button', { name: 'Restore', exact: true }).click()
  await expect(page).toHaveURL(/#\/experiments\/.+/)
})

/** Drops a file on the list, as a file manager does. */
async function drop(page: Page, text: string): Promise<void> {
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'dropped.json', { type: 'application/json' }))
    return data
  }, text)
  const grid = page.getByRole('grid')
  await grid.dispatchEvent('dragenter', { dataTransfer: transfer })
  await expect(page.getByText('Drop results files here')).toBeVisible()
  await grid.dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByText('Drop results files here')).toBeHidden()
}
