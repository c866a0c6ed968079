import { axeViolations } from './axe-violations.ts'
import { smallAssignment, train } from './trained-experiment.ts'
import { expect as quickly, test } from './workbench.ts'

/** A machine that trains is slow to answer. */
const expect = quickly.configure({ timeout: 60_000 })

const spec = smallAssignment({
  ...{ name: 'Two', batchSizes: [64], seeds: [1], budget: { unit: 'epochs', amount: 1 } },
})

test('a run’s page: results in three modes, the images behind a mistake, siblings by key, continue from here', async ({
  page,
  workbench,
}) => {
  test.setTimeout(400_000)
  await workbench.open()
  const { runs } = await train(workbench, spec, 120_000)
  const withBn = runs.find(({ arm }) => arm === 'with BN')!

  await workbench.open(`/runs/${withBn.id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('with BN, batch 64, seed 1')
  await expect(page.getByText('Other runs: without BN')).toBeVisible()
  const result = page.getByRole('region', { name: 'Result on the test images' })
  await expect(result.getByRole('row')).toHaveCount(4)
  const evaluations = page.getByRole('region', { name: 'All evaluations' })
  expect(await evaluations.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
  // Charts beside each other stand at one height, however long what is said of each is.
  for (const row of [
    ['Training loss', 'Batch accuracy'],
    ['Gradient norm', 'Test accuracy'],
  ]) {
    const charts = row.map((name) => page.getByRole('region', { name, exact: true }).getByRole('figure'))
    const [left, right] = await Promise.all(charts.map((chart) => chart.boundingBox()))
    expect([left!.y, left!.height]).toEqual([right!.y, right!.height])
  }

  // From the first cell by the arrow keys; every mistake has its images.
  const matrix = page.getByRole('table', { name: 'Confusion matrix over the test images' })
  const mistake = matrix.getByRole('button', { name: /^[1-9]\d* of class 4 taken for 9$/ })
  await matrix.getByRole('button').first().focus()
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key)
  for (let column = 0; column < 9; column++) await page.keyboard.press('ArrowRight')
  await expect(mistake).toBeFocused()
  const count = Number.parseInt((await mistake.textContent())!)
  await page.keyboard.press('Enter')
  await expect(page.locator('canvas[data-images]')).toHaveAttribute(
    'data-images',
    String(Math.min(120, count)),
  )
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('[')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('without BN, batch 64, seed 1')
  await expect(result.getByRole('row')).toHaveCount(2)
  await page.keyboard.press(']')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('with BN, batch 64, seed 1')

  await page.getByRole('button', { name: 'Export to PyTorch' }).click()
  await expect(page.getByRole('textbox', { name: 'Folder' })).toBeVisible()
  expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([])
  await page.getByRole('button', { name: 'Close' }).last().click()
  await page.getByRole('button', { name: 'Continue from here' }).first().click()
  await expect(page.getByRole('spinbutton', { name: 'Epochs' })).toBeVisible()
  expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([])
  // What is no number is never made one.
  const rate = page.getByRole('spinbutton', { name: 'Learning rate' })
  for (const wrong of ['0,5', '-1', '0', 'abc', '']) {
    await rate.fill(wrong)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog')).toContainText('A number above 0, with a point')
    await expect(page.getByRole('button', { name: 'Start training' })).toBeDisabled()
    await expect(rate).toHaveValue(wrong)
  }
  await rate.fill('0.05')
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('spinbutton', { name: 'Epochs' })).toHaveValue('2')
  await page.getByRole('button', { name: 'Start training' }).click()
  await expect(page).toHaveURL(/#\/experiments\//)
  await expect(page.getByText(/1 run:/)).toBeVisible()
})
