import type { Page } from '@playwright/test'
import { axeViolations } from './axe-violations.ts'
import { create, smallAssignment } from './trained-experiment.ts'
import { expect as quickly, ON_SERVER, test } from './workbench.ts'

/** A machine that trains is slow to answer. */
const expect = quickly.configure({ timeout: 60_000 })

/** An experiment that trains for a while: the assignment with one batch size, two seeds and many epochs. */
const LONG = smallAssignment({
  ...{ name: 'Long', batchSizes: [64], seeds: [1, 2], budget: { unit: 'epochs', amount: 40 } },
})

/** How many points are drawn of the first panel of training loss. */
function drawnPoints(page: Page): Promise<number> {
  const panel = page.getByRole('region', { name: 'Training loss' }).locator('[data-points]').first()
  return panel.getAttribute('data-points').then(Number)
}

test(
  'curves grow while it trains; a reload, a stop and another server lose nothing',
  ON_SERVER,
  async ({ page, workbench, faults }) => {
    test.setTimeout(400_000)
    await workbench.open()
    const id = await create(workbench, LONG)
    await workbench.open(`/experiments/${id}`)
    await expect.poll(() => drawnPoints(page)).toBeGreaterThan(50)
    const before = await drawnPoints(page)
    await expect.poll(() => drawnPoints(page)).toBeGreaterThan(before)
    expect(await axeViolations(page)).toEqual([])

    await page.reload()
    await expect.poll(() => drawnPoints(page)).toBeGreaterThanOrEqual(before)

    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await expect(page.getByText('Stopped', { exact: true })).toBeVisible()
    await expect(page.getByText('Stopped. What is trained so far is kept.', { exact: true })).toBeVisible()
    const stopped = await drawnPoints(page)
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect(page.getByText('Running', { exact: true })).toBeVisible()

    await workbench.stop()
    await expect(page.getByText('The connection to the workbench was lost.')).toBeVisible()
    const notes = page.getByRole('textbox', { name: 'Notes' })
    await page.getByRole('tab', { name: 'Notes' }).click()
    await notes.fill('Written while nothing could save it.')
    await expect(page.getByText('Kept in this browser until the workbench is back')).toBeVisible()
    await workbench.start()
    // It is where the last one was, and has a new key: its link is opened, in the tab that was open.
    expect(new URL(workbench.link()).port).toBe(new URL(page.url()).port)
    await workbench.open(`/experiments/${id}?tab=notes`)
    // What the browser said of a server that was gone is no fault of the page.
    faults.length = 0
    await expect(notes).toHaveValue('Written while nothing could save it.')
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await page.getByRole('tab', { name: 'Curves' }).click()
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible()
    await expect.poll(() => drawnPoints(page)).toBeGreaterThanOrEqual(stopped)
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect(page.getByText('Running', { exact: true })).toBeVisible()
  },
)

test('an experiment that ends is told, and its page has results, runs, settings and notes', async ({
  page,
  workbench,
}) => {
  test.setTimeout(400_000)
  const short = smallAssignment({
    ...{ name: 'Short', batchSizes: [64], seeds: [1, 2, 3], budget: { unit: 'steps', amount: 120 } },
  })
  await workbench.open()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const id = await create(workbench, short)
  await workbench.open(`/experiments/${id}`)
  await expect(page.getByText('“Short” has finished.', { exact: true })).toBeVisible({ timeout: 120_000 })

  // Test loss is out of sight, and told all the same.
  for (const name of ['Test accuracy', 'Test loss']) {
    const panel = page.getByRole('region', { name }).locator('[data-points]').first()
    await expect(panel).toHaveAttribute('data-points', '6')
  }

  await page.getByRole('tab', { name: 'Results' }).click()
  await expect(page.getByRole('heading', { name: /^Does “with BN” change/ })).toBeVisible()
  const results = page.getByRole('region', { name: 'Final results so far' })
  await expect(results.getByRole('row')).toHaveCount(3)
  await expect(results.getByRole('row').nth(1)).toContainText('all done')
  const tests = page.getByRole('region', { name: 'Verdict by batch size' })
  await expect(tests).toBeHidden()
  await page.getByText('The tests behind this verdict').click()
  await expect(tests).toContainText('Paired t test, p')

  await page.getByRole('tab', { name: 'Runs' }).click()
  const rows = page.getByRole('grid', { name: 'Runs' }).getByRole('row')
  await expect(rows).toHaveCount(7)
  await expect(rows.nth(1).getByRole('gridcell').nth(8)).toHaveText(/^\d\.\d+$/)

  await page.getByRole('tab', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'What was asked' })).toBeVisible()
  await expect(page.getByText('120 steps a run', { exact: false })).toBeVisible()
  for (const library of ['Node.js', 'TensorFlow.js'])
    await expect(page.getByRole('term').filter({ hasText: library })).toHaveText([library])

  await page.getByRole('tab', { name: 'Notes' }).click()
  await page.getByRole('textbox', { name: 'Notes' }).fill('BN is ahead from the first step.')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('BN is ahead from the first step.')
  // Closed before it could be saved.
  await page.getByRole('textbox', { name: 'Notes' }).fill('BN is ahead, and stays there.')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Notes' })).toHaveValue('BN is ahead, and stays there.')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Short', exact: true }).click()
  await page.getByRole('textbox', { name: 'Name of the experiment' }).fill('Short one')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Short one')

  for (const tab of ['Curves', 'Results', 'Runs', 'Settings', 'Notes']) {
    await page.getByRole('tab', { name: tab }).click()
    await expect(page.getByRole('tabpanel')).toBeVisible()
    expect(await axeViolations(page)).toEqual([])
  }
})
