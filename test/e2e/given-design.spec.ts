import type { Page } from '@playwright/test'
import { encodeSpec } from '../../src/renderer/src/design/spec-link.ts'
import { link, PATIENTLY, runs, small, start } from './new-page.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name', exact: true })

test('the spec goes out as JSON and comes back changed; a wrong one tells the line', async ({
  page,
  workbench,
}) => {
  await workbench.open('/new')
  await page.getByRole('button', { name: 'JSON' }).click()
  const text = page.getByRole('textbox', { name: 'Spec as JSON' })
  const written = await text.inputValue()
  await text.fill(written.replace('"momentum": 0.9', '"momentum": "much"'))
  const line = written.split('\n').findIndex((one) => one.includes('"momentum"')) + 1
  await expect(page.getByText(`Line ${line}: optimizer.momentum is "much"`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Use this' })).toBeDisabled()
  await text.fill(`http://127.0.0.1:1/#${link.slice(0, -3)}`)
  await expect(page.getByText('the link may be cut off')).toBeVisible()
  await text.fill(`#${link}`)
  await expect(text).toHaveValue(/"name": "Two small arms"/)
  await expect(page.getByText('This can be trained.')).toBeVisible()
  await text.fill('{"spec": 1,')
  await expect(page.getByText(/^Line 1: This is not JSON/)).toBeVisible()

  // What is not used yet stays, whatever closes it.
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.reload()
  await page.getByRole('button', { name: 'JSON' }).click()
  await expect(text).toHaveValue('{"spec": 1,')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'JSON' }).click()
  await expect(text).toHaveValue(written)
  await text.fill(JSON.stringify(small))
  await page.getByRole('button', { name: 'Use this' }).click()
  await expect(runs(page)).toHaveText('12')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(runs(page)).toHaveText('50')
})

test('a draft survives a reload; one that cannot be read is passed over with a word', async ({
  page,
  workbench,
}) => {
  await workbench.open('/new')
  await nameField(page).fill('My question')
  await page.getByRole('textbox', { name: 'Momentum', exact: true }).fill('high')
  await page.reload()
  await expect(nameField(page)).toHaveValue('My question')
  await expect(page.getByRole('textbox', { name: 'Momentum', exact: true })).toHaveValue('high')
  await page.getByRole('button', { name: 'Discard draft' }).click()
  await expect(page.getByRole('textbox', { name: 'Momentum', exact: true })).toHaveValue('0.9')
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage))
      if (key.endsWith('.draft')) localStorage.setItem(key, '{"version":1')
  })
  await page.reload()
  await expect(page.getByText('could not be read')).toBeVisible()
  await expect(start(page)).toBeEnabled()
})

test(
  'two tabs have one draft: each is told what the other makes of it, and takes it or not',
  ON_SERVER,
  async ({ page, workbench }) => {
    await workbench.open('/new')
    await nameField(page).fill('One')
    const other = await page.context().newPage()
    await other.goto(page.url())
    await expect(nameField(other)).toHaveValue('One')
    await nameField(other).fill('Two')
    await expect(page.getByText('there it is “Two”')).toBeVisible()
    await expect(nameField(page)).toHaveValue('One')
    await page.getByRole('button', { name: 'Keep this one' }).click()
    await expect(other.getByText('there it is “One”')).toBeVisible()
    await other.getByRole('button', { name: 'Take the other' }).click()
    await expect(nameField(other)).toHaveValue('One')
    await other.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByText('there it is “Two”')).toBeVisible()

    // Once the other has started its own, this one is what is kept.
    await start(other).click()
    await expect(other).toHaveURL(/#\/experiments\/.+/, PATIENTLY)
    await expect(page.getByText('there it is “Two”')).toBeHidden()
    await page.reload()
    await expect(nameField(page)).toHaveValue('One')
    await other.close()
  },
)

test('links that cannot be followed are answered with a sentence', async ({ page, workbench }) => {
  await workbench.open('/new?preset=none')
  await expect(page.getByText('There is no preset called “none”.')).toBeVisible()
  await page.evaluate(() => location.assign('#/new?spec=broken'))
  await expect(page.getByText(/The design in this link cannot be read/)).toBeVisible()
  await page.evaluate(() => location.assign('#/new?from=nothing'))
  await expect(page.getByText(/nothing/).first()).toBeVisible()
  await page.evaluate(
    (spec) => location.assign(`#/new?spec=${spec}`),
    encodeSpec({ ...small, budget: { unit: 'epochs', amount: -1 }, seeds: [1, 'x'] }),
  )
  await expect(nameField(page)).toHaveValue('Two small arms')
  await expect(page.getByText('2 settings need a change.')).toBeVisible()
  await expect(page.getByRole('textbox', { name: 'How many', exact: true })).toHaveAccessibleDescription(
    /Must be/,
  )
  await page.evaluate(() => location.assign('#/new?preset=notebook-order'))
  await expect(runs(page)).toHaveText(/^25, 5 runs/)

  // What was changed here and makes room for what is asked for is offered back; what was not goes without a word.
  const replaced = page.getByText('Your draft was replaced.', { exact: true })
  await expect(replaced).toBeHidden()
  await nameField(page).fill('My own')
  await page.evaluate(() => location.assign('#/new?preset=notebook-order'))
  await expect(replaced).toBeVisible()
  await expect(nameField(page)).not.toHaveValue('My own')
  await page
    .getByRole('region', { name: /Notifications/ })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(nameField(page)).toHaveValue('My own')
  await expect(replaced).toBeHidden()
})
