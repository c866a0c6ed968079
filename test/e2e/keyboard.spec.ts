import type { Page } from '@playwright/test'
import { openFilled } from './filled-history.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

const cell = (page: Page, row: number, column: number) =>
  page.locator(`[data-row="${row}"] > [data-column="${column}"]`)
const selected = (page: Page) => page.getByRole('toolbar', { name: 'Selected experiments' })

test('views are gone to by two keys, and the heading has the focus', async ({ page, workbench }) => {
  await workbench.open()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const [key, title] of [
    ['q', 'Queue'],
    ['d', 'Data sets'],
    ['s', 'Settings'],
    ['t', 'Trash'],
  ] as const) {
    // The second key must come soon after the first, which a busy machine may not manage the first time.
    await expect(async () => {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused({ timeout: 5000 })
    }).toPass()
    await expect(page.getByRole('status').filter({ hasText: title })).toBeAttached()
  }
  await page.keyboard.press('n')
  await expect(page).toHaveURL(/#\/new/)
})

test(
  'the palette goes to views, finds experiments and lists shortcuts; Escape gives the focus back',
  ON_SERVER,
  async ({ page, workbench }) => {
    await openFilled(workbench, 300)
    await cell(page, 2, 1).click({ position: { x: 2, y: 2 } })
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Find anything' })
    await expect(palette.getByRole('option', { name: /^Learn/ })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(palette).toBeHidden()
    await expect(cell(page, 2, 1)).toBeFocused()

    await page.keyboard.press('Control+k')
    await palette.getByRole('textbox').or(palette.getByRole('combobox')).fill('keyboard')
    await page.keyboard.press('Enter')
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await expect(shortcuts).toContainText('Search experiments')
    // Letters mean nothing to the page while a dialog is open.
    await page.keyboard.press('n')
    await page.keyboard.press('Escape')
    await expect(shortcuts).toBeHidden()
    await expect(page).toHaveURL(/#\/experiments$/)

    // Enter comes before the host has answered, and counts when it has.
    const name = await cell(page, 5, 1).textContent()
    const rail = page.getByRole('complementary').first()
    await rail.getByRole('button', { name: /^Find/ }).click()
    await palette.getByRole('textbox').or(palette.getByRole('combobox')).fill(name!)
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/experiments\/\w+/)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name!)

    // What can be done with the open experiment and with the queue is found; what cannot be done now is not.
    const options = palette.getByRole('option')
    const look = async (words: string) => {
      await page.keyboard.press('Control+k')
      await palette.getByRole('textbox').or(palette.getByRole('combobox')).fill(words)
    }
    await look('export this')
    await expect(options).toHaveText([/^Export this experiment/])
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible()
    await page.keyboard.press('Escape')
    await look('pause the queue')
    await expect(options.first()).toHaveText(/^Pause the queue/)
    await page.keyboard.press('Enter')
    await expect(page.getByText('The queue is paused.', { exact: true })).toBeVisible()
    await look('the queue')
    await expect(options.filter({ hasText: 'Resume the queue' })).toBeVisible()
    await expect(options.filter({ hasText: 'Pause the queue' })).toBeHidden()
    await page.keyboard.press('Escape')
    await look('zxqjv')
    await expect(palette.getByText('Nothing found for “zxqjv”')).toBeVisible()
    await page.keyboard.press('Escape')

    await rail.getByRole('button', { name: /shortcuts/i }).click()
    await expect(shortcuts).toBeVisible()
    await page.keyboard.press('Escape')
    // A preset is found by its name, and leads to the form: an Enter never begins to train.
    await page.keyboard.press('Control+k')
    await palette.getByRole('textbox').or(palette.getByRole('combobox')).fill('with and without')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/#\/new$/)
    await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(/^With and without/)
  },
)

test('no letter is a shortcut while typing', ON_SERVER, async ({ page, workbench }) => {
  await openFilled(workbench, 300)
  await expect(cell(page, 0, 1)).toBeVisible()
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.keyboard.type('gn?n')
  await expect(page.getByRole('searchbox')).toHaveValue('gn?n')
  await expect(page).toHaveURL(/#\/experiments\?search=gn/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('the whole list by keyboard: places, pages, the ends', ON_SERVER, async ({ page, workbench }) => {
  await openFilled(workbench, 300)
  // There is nothing to go down to before.
  await expect(cell(page, 0, 1)).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, 0, 1)).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('End')
  await expect(cell(page, 1, 8)).toBeFocused()
  await page.keyboard.press('Home')
  await expect(cell(page, 1, 0)).toBeFocused()
  await page.keyboard.press('Control+End')
  await expect(cell(page, 299, 8)).toBeFocused()
  await expect(cell(page, 299, 1)).toBeInViewport()
  await expect(cell(page, 299, 1).getByRole('link')).toBeVisible()
  await page.keyboard.press('PageUp')
  await expect(cell(page, 299, 8)).not.toBeFocused()
  await expect(page.locator('[data-column="8"]:focus')).toBeInViewport()
  await page.keyboard.press('Control+Home')
  await expect(cell(page, 299, 1)).toBeHidden()
  await expect(cell(page, 0, 0)).toBeFocused()
  await expect(cell(page, 0, 0)).toBeInViewport()
  // Only one cell can be reached by Tab.
  await expect(page.locator('[role=grid] [tabindex="0"]')).toHaveCount(1)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
})

test('rows are selected, renamed, trashed and opened by keyboard', ON_SERVER, async ({ page, workbench }) => {
  await openFilled(workbench, 300)
  // There is nothing to go down to before.
  await expect(cell(page, 0, 1)).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect(cell(page, 0, 1)).toBeFocused()
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(selected(page)).toContainText('3 experiments selected')
  await page.keyboard.press('Shift+ArrowUp')
  await expect(selected(page)).toContainText('2 experiments selected')
  await page.keyboard.press('Control+a')
  await expect(selected(page)).toContainText('300 experiments selected')
  await page.keyboard.press('Escape')
  await expect(selected(page)).toBeHidden()

  await page.keyboard.press('F2')
  await page.keyboard.type('By keyboard')
  await page.keyboard.press('Enter')
  await expect(cell(page, 1, 1)).toHaveText('By keyboard')
  await expect(cell(page, 1, 1)).toBeFocused()
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(cell(page, 1, 8)).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(page.getByText('“By keyboard” moved to the trash').first()).toBeVisible()
  await expect(cell(page, 1, 1)).not.toHaveText('By keyboard')
  await page.keyboard.press('F8')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await expect(cell(page, 1, 1)).toHaveText('By keyboard')
  await cell(page, 1, 1).focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/#\/experiments\/\w+/)
})
