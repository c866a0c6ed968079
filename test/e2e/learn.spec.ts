import type { Page } from '@playwright/test'
import { initialSettings, normalizeValues } from '../../src/domain/lesson-batch.ts'
import { expandGrid } from '../../src/domain/grid.ts'
import { findPreset } from '../../src/domain/presets.ts'
import { digitsInfo } from '../../src/datasets/digits/embedded.ts'
import { parsed } from '../domain/specs.ts'
import { axeViolations } from './axe-violations.ts'
import { expect, test } from './workbench.ts'

const FIRST = [-1.2, 0.4, 1.1, 2.3, 3, 4.6]
const figure = (page: Page, name: string) => page.getByRole('figure', { name })
const asNumber = (shown: string): number => Number(shown.replace('−', '-'))
const text = (value: number, digits = 2): string => value.toFixed(digits).replace('-', '−')

test('a value moved by keys changes the mean and every normalized value as the reference says', async ({
  page,
  workbench,
}) => {
  await workbench.open('/learn?section=forward')
  const forward = figure(page, 'One unit’s batch, line by line')
  const handle = forward.getByRole('slider', { name: 'x₁' })
  await handle.focus()
  for (const key of ['ArrowRight', 'ArrowRight', 'PageUp', 'ArrowLeft']) await page.keyboard.press(key)
  await expect(handle).toHaveAttribute('aria-valuenow', '-0.1')

  const batch = normalizeValues(FIRST.with(0, -0.1), initialSettings())
  await expect(forward.getByRole('button', { name: /mean$/ })).toContainText(`= ${text(batch.mean)}`)
  await expect(forward.getByRole('button', { name: /variance$/ })).toContainText(`= ${text(batch.variance)}`)
  await forward.getByText('The numbers as a table').click()
  for (const [i, value] of batch.normalized.entries())
    await expect(forward.locator('tbody tr').nth(i).locator('td').nth(2)).toHaveText(text(value, 3))
})

test('a value is dragged by the pointer, and γ stretches what comes out', async ({ page, workbench }) => {
  await workbench.open('/learn?section=forward')
  const forward = figure(page, 'One unit’s batch, line by line')
  const handle = forward.getByRole('slider', { name: 'x₆' })
  await handle.scrollIntoViewIfNeeded()
  const box = (await handle.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 - 120, box.y + 40, { steps: 5 })
  await page.mouse.up()
  const moved = Number(await handle.getAttribute('aria-valuenow'))
  expect(moved).toBeLessThan(3.5)

  await forward.getByRole('slider', { name: 'Scale γ, learned' }).fill('2')
  const batch = normalizeValues(FIRST.with(5, moved), { ...initialSettings(), gamma: 2 })
  await forward.getByText('The numbers as a table').click()
  await expect(forward.locator('tbody tr').nth(5).locator('td').nth(3)).toHaveText(text(batch.output[5]!, 3))
})

test('to move or stretch the batch as a whole changes no normalized value, and is not offered beyond the picture', async ({
  page,
  workbench,
}) => {
  await workbench.open('/learn?section=forward')
  const forward = figure(page, 'One unit’s batch, line by line')
  await forward.getByText('The numbers as a table').click()
  const normalized = () => forward.locator('tbody tr td:nth-child(4)').allTextContents()
  const before = await normalized()
  for (const name of ['Stretch × 1.5', 'Move all by +1']) {
    await forward.getByRole('button', { name }).click()
    const close = (await normalized()).map((value, i) => Math.abs(asNumber(value) - asNumber(before[i]!)))
    expect(Math.max(...close)).toBeLessThanOrEqual(0.001)
  }
  await expect(forward.getByRole('button', { name: 'Stretch × 1.5' })).toBeDisabled()
  await forward.getByRole('button', { name: 'Reset' }).click()
  await expect(forward.getByRole('button', { name: 'Stretch × 1.5' })).toBeEnabled()
})

test('gradients sum to zero, agree with finite differences, and vanish when all are pushed alike', async ({
  page,
  workbench,
}) => {
  await workbench.open('/learn?section=backward')
  const backward = figure(page, 'Gradients through the batch from above')
  await backward.getByRole('slider', { name: 'Upstream gradient of y₂' }).press('PageUp')
  await expect(backward.locator('[data-check="sum"]')).toHaveText('0.000000')
  await backward.getByText('The numbers as a table').click()
  const row = backward.locator('tbody tr').nth(1).locator('td')
  expect(await row.nth(2).textContent()).toBe(await row.nth(3).textContent())
  await backward.getByRole('button', { name: 'All equal' }).click()
  await expect(row.nth(2)).toHaveText('0.00000')
  await expect(row.nth(4)).not.toHaveText('0.00000')
})

test('a symbol that is pointed at or focused lights up in formula and picture', async ({
  page,
  workbench,
}) => {
  await workbench.open('/learn?section=forward')
  const lesson = page.locator('.lesson')
  const forward = page.locator('#learn-forward')
  await forward.locator('.katex [data-symbol="mu"]').first().hover()
  await expect(lesson).toHaveAttribute('data-lit', 'mu')
  const inPicture = forward.locator('svg [data-symbol="mu"]').first()
  await expect(inPicture).toHaveCSS('opacity', '1')
  await expect(forward.locator('svg [data-symbol="beta"]').first()).toHaveCSS('opacity', '0.25')
  await forward.getByRole('button', { name: /scale$/ }).focus()
  await expect(lesson).toHaveAttribute('data-lit', 'gamma')
})

test('a section is opened by its address, and its button starts the experiment that shows it', async ({
  page,
  workbench,
}) => {
  await workbench.open('/learn?section=what')
  await expect(page.getByRole('heading', { name: 'What batch normalization is' })).toBeFocused()
  await page.getByRole('link', { name: 'How it works: the backward pass' }).click()
  await expect(page.getByRole('heading', { name: 'How it works: the backward pass' })).toBeInViewport()
  await expect(page).toHaveURL(/section=backward/)

  const preset = findPreset('deep-sigmoid')!
  const runs = expandGrid(parsed(preset.spec), digitsInfo).length
  const card = page.getByRole('complementary', { name: `Experiment: ${preset.title}` })
  await card.scrollIntoViewIfNeeded()
  await expect(card).toContainText(`${runs} runs`)
  await card.getByRole('button', { name: 'Run this experiment' }).click()
  // The digits are drawn first, which a busy machine takes its time for.
  await expect(page).toHaveURL(/#\/experiments\/\w+/, { timeout: 60_000 })
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing on the page bars anyone from it, ${colorScheme}, and it fits a narrow window`, async ({
    page,
    workbench,
  }) => {
    await page.emulateMedia({ colorScheme })
    await page.setViewportSize({ width: 1024, height: 700 })
    await workbench.open('/learn?section=batch-size')
    await expect(page.getByRole('rowheader', { name: '256' })).toBeVisible()
    expect(await axeViolations(page)).toEqual([])
    const widths = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.querySelector('main')!
      return scrollWidth - clientWidth
    })
    expect(widths).toBe(0)
  })
