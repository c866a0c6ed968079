import Database from 'better-sqlite3'
import { addWhole, choose, count, firstName, openFilled, rows } from './filled-history.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

/** Patience for what a first training needs: the data set is made, and the speed of the machine is measured. */
const PATIENTLY = { timeout: 180_000 }

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
  await expect(page.getByText(/Stopped; what is left to train can be resumed/).first()).toBeVisible()
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

test(
  'search, filters and order are in the address, and Back takes them back',
  ON_SERVER,
  async ({ page, workbench }) => {
    await openFilled(workbench, 300, addWhole)
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
  },
)

test('dates, status and columns', ON_SERVER, async ({ page, workbench }) => {
  await openFilled(workbench, 300, addWhole)
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

test('a name, notes and tags are changed, by mouse', ON_SERVER, async ({ page, workbench }) => {
  await openFilled(workbench, 20, addWhole)
  await choose(page, 'Rename')
  const field = page.getByRole('textbox', { name: 'Name of the experiment' })
  await field.fill('Renamed')
  await field.press('Enter')
  await expect(firstName(page)).toHaveText('Renamed')
  await choose(page, 'Rename')
  await field.fill(' ')
  await field.press('Enter')
  await expect(page.getByText('A name cannot be empty: “Renamed” stays.', { exact: true })).toBeVisible()
  await expect(firstName(page)).toHaveText('Renamed')
  await choose(page, 'Rename')
  await field.fill('Long'.repeat(75))
  await field.press('Enter')
  await expect(page.getByText('A name has at most 200 characters', { exact: false }).first()).toBeVisible()
  await expect(firstName(page)).toHaveText('Long'.repeat(50))
  await choose(page, 'Rename')
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

test(
  'actions stay in sight in the smallest window, over what is wider',
  ON_SERVER,
  async ({ page, workbench }) => {
    await page.setViewportSize({ width: 1024, height: 700 })
    await openFilled(workbench, 5, addWhole)
    const actions = page.getByRole('button', { name: 'Actions for A whole one' })
    await expect(actions).toBeInViewport({ ratio: 1 })
    await rows(page).nth(1).getByRole('checkbox').click()
    const cell = actions.locator('..')
    // A colour that lets nothing through has no fourth part.
    expect(await cell.evaluate((element) => getComputedStyle(element).backgroundColor)).not.toMatch(/rgba|\//)
    await choose(page, 'Move to trash')
    await page.getByRole('link', { name: 'Trash (1)' }).click()
    await expect(actions).toBeInViewport({ ratio: 1 })
  },
)

test('a question that fails says so over the rows that are known', ON_SERVER, async ({ page, workbench }) => {
  await openFilled(workbench, 3, addWhole)
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

test(
  'the trash gives back, and removes for good after saying what is lost',
  ON_SERVER,
  async ({ page, workbench }) => {
    await openFilled(workbench, 20, addWhole)
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
  },
)
