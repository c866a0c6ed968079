import { axeViolations } from './axe-violations.ts'
import { batchSizes, link, PATIENTLY, runs, start } from './new-page.ts'
import { expect, test } from './workbench.ts'

test('a preset is started with one click, without scrolling', async ({ page, workbench }) => {
  await workbench.open('/new')
  await expect(runs(page)).toHaveText('50')
  await expect(start(page)).toBeInViewport()
  // The line above the fields is of the design as it is, not as it began.
  await page.getByRole('textbox', { name: 'Seeds' }).fill('6 7 ')
  await page.keyboard.press('Enter')
  await expect(runs(page)).toHaveText('70')
  await expect(page.getByText('70 runs to compare: 2 arms, 5 batch sizes, 7 seeds')).toBeVisible()
  await start(page).click()
  await expect(page).toHaveURL(/#\/experiments\/.+/, PATIENTLY)
})

test('by keyboard alone: another preset is chosen, changed and started', async ({ page, workbench }) => {
  await workbench.open('/new')
  await expect(runs(page)).toHaveText('50')
  await page.getByRole('button', { name: /^Blank/ }).focus()
  await page.keyboard.press('Enter')
  await expect(runs(page)).toHaveText('10')
  await page.getByRole('button', { name: 'Grid', exact: true }).focus()
  await page.keyboard.press('Enter')
  // The focus is in the section now: the chip of the only batch size comes first.
  await expect(page.getByRole('button', { name: 'Batch sizes: remove 64' })).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(batchSizes(page)).toBeFocused()
  await page.keyboard.type('8 16,')
  await expect(runs(page)).toHaveText('20')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/#\/experiments\/.+/, PATIENTLY)
})

test('the plan has time, disk and memory by the host', async ({ page, workbench }) => {
  await workbench.open(link)
  await expect(runs(page)).toHaveText('12')
  const plan = page.getByRole('complementary', { name: 'Plan' })
  await expect(plan.getByText(/ of .* free/)).toBeVisible()
  await expect(plan.getByText(/about \d+ s/)).toBeVisible(PATIENTLY)

  // A card that is not here can't be measured: it may be tried again.
  await page.evaluate(() => {
    for (const [key, text] of Object.entries(localStorage))
      if (key.endsWith('.draft'))
        localStorage.setItem(key, (text as string).replace('"backend":"auto"', '"backend":"cuda"'))
  })
  await page.reload()
  await expect(plan.getByText('not known yet')).toBeVisible(PATIENTLY)
  await plan.getByRole('button', { name: 'Measure the time' }).click()
  await expect(plan.getByText('measuring…')).toBeVisible()
  await expect(plan.getByRole('button', { name: 'Measure the time' })).toBeVisible(PATIENTLY)
})

test('what cannot train here says why, once the choice is opened', async ({ page, workbench }) => {
  await workbench.open('/new')
  await page.getByRole('combobox', { name: 'Trains on' }).click()
  const cuda = page.getByRole('option', { name: /CUDA/ })
  await expect(cuda).toBeDisabled(PATIENTLY)
  await expect(cuda).not.toHaveText(/NVIDIA cards under Linux/)
  await page.getByRole('option', { name: /WebAssembly/ }).click()
  await expect(page.getByRole('combobox', { name: 'Trains on' })).toHaveText(/WebAssembly/)
})

test('an experiment is repeated with other batch sizes', async ({ page, workbench }) => {
  await workbench.open(link)
  await expect(runs(page)).toHaveText('12')
  await start(page).click()
  await expect(page).toHaveURL(/#\/experiments\/.+/, PATIENTLY)
  const id = page.url().split('/').at(-1)!
  await page.evaluate((address) => location.assign(`#${address}`), `/new?from=${id}`)
  await expect(page.getByText('Repeats “Two small arms”')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Two small arms (again)')
  await page.getByRole('button', { name: 'Batch sizes: remove 32' }).click()
  // What is still being typed belongs to it, right or wrong.
  await batchSizes(page).fill('0')
  await page.keyboard.press('Control+Enter')
  await expect(batchSizes(page)).toHaveAttribute('aria-invalid', 'true')
  await page.getByRole('button', { name: 'Batch sizes: remove 0' }).click()
  await batchSizes(page).fill('64')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(
    (url) => url.hash.startsWith('#/experiments/') && !url.hash.endsWith(id),
    PATIENTLY,
  )
  await page.getByRole('tab', { name: 'Settings' }).click()
  await expect(page.locator('pre')).toContainText(/"batchSizes": \[\s+16,\s+64\s+\]/)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}: as it opens, with errors, with the JSON open`, async ({
    page,
    workbench,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await workbench.open('/new?preset=notebook-order')
    await expect(runs(page)).toHaveText(/^25, 5 runs/)
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('textbox', { name: 'Momentum', exact: true }).fill('x')
    await batchSizes(page).fill('0 ')
    await page.getByRole('button', { name: 'Layer 1: remove' }).click()
    await expect(start(page)).toBeDisabled()
    expect(await axeViolations(page)).toEqual([])
    await page.getByRole('button', { name: 'JSON' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await axeViolations(page)).toEqual([])
  })
}
