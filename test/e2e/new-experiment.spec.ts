import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './workbench.ts'

const start = (page: Page) => page.getByRole('button', { name: 'Start', exact: true })
/** For what makes the data set or measures, which takes seconds on a machine that is otherwise idle. */
const PATIENTLY = { timeout: 60_000 }

const runs = (page: Page) => page.getByTestId('plan-runs')
const batchSizes = (page: Page) => page.getByRole('textbox', { name: 'Batch sizes' })

/** A design small enough to be trained in a test. */
const small = {
  spec: 1,
  name: 'Two small arms',
  data: { dataset: 'digits', trainExamples: 400, testExamples: 200 },
  network: { layers: [{ type: 'dense', units: 16 }] },
  arms: [
    { name: 'without BN', normalization: { type: 'none' } },
    { name: 'with BN', normalization: { type: 'batch' } },
  ],
  batchSizes: [16, 32],
  learningRates: [0.05],
  seeds: [1, 2, 3],
  budget: { unit: 'epochs', amount: 1 },
}
const link = `/new?spec=${Buffer.from(JSON.stringify(small)).toString('base64url')}`

test('a preset is started with one click, without scrolling', async ({ page, workbench }) => {
  await workbench.open('/new')
  await expect(runs(page)).toHaveText('50')
  await expect(start(page)).toBeInViewport()
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

test('a bad value shows its error beside it, keeps the start from being pressed, and is undone', async ({
  page,
  workbench,
}) => {
  await workbench.open('/new')
  const momentum = page.getByRole('textbox', { name: 'Momentum', exact: true })
  await momentum.fill('1.5')
  await expect(page.locator('[id="field-optimizer.momentum-error"]')).toHaveText(
    'Must be at least 0 and less than 1.',
  )
  await expect(start(page)).toBeDisabled()
  await expect(page.getByText('One setting needs a change.')).toBeVisible()
  await page.getByRole('button', { name: /^Momentum: Must/ }).click()
  await expect(momentum).toBeFocused()
  await page.keyboard.press('Control+z')
  await expect(momentum).toHaveValue('0.9')
  await expect(start(page)).toBeEnabled()
  await page.keyboard.press('Control+Shift+z')
  await expect(momentum).toHaveValue('1.5')
  await page.getByRole('button', { name: 'Momentum: back to 0.9' }).click()
  await expect(momentum).toHaveValue('0.9')
  await page.getByRole('combobox', { name: 'Optimizer' }).click()
  await page.getByRole('option', { name: 'Adam' }).click()
  await expect(momentum).toBeHidden()
  await page.getByRole('button', { name: 'Optimizer: back to SGD' }).click()
  await expect(momentum).toHaveValue('0.9')
})

test('batch sizes are chips: cleared, typed, a wrong one marked and removed', async ({ page, workbench }) => {
  await workbench.open('/new')
  await page.getByRole('button', { name: 'Batch sizes: remove all' }).click()
  await expect(page.getByText('Must be a list with at least one entry.').first()).toBeVisible()
  await batchSizes(page).fill('8 x 16')
  await batchSizes(page).press('Enter')
  await expect(start(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Batch sizes: remove x' }).click()
  await expect(runs(page)).toHaveText('20')
  const grid = page.getByRole('group', { name: 'Grid of runs' })
  await expect(grid.getByRole('columnheader')).toHaveText(['batch size', '8', '16'])
})

test('the plan has time, disk and memory by the host', async ({ page, workbench }) => {
  await workbench.open(link)
  await expect(runs(page)).toHaveText('12')
  const plan = page.getByRole('complementary', { name: 'Plan' })
  await expect(plan.getByText(/ of .* free/)).toBeVisible()
  await expect(plan.getByText(/about \d+ s/)).toBeVisible(PATIENTLY)
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

test('layers are added, moved by keys and by dragging, removed, and drawn', async ({ page, workbench }) => {
  await workbench.open('/new')
  const diagram = page.getByRole('img', { name: /^784/ })
  const units = page.getByRole('list', { name: 'Hidden layers' }).getByRole('textbox', { name: 'Units' })
  await page.getByRole('button', { name: 'Add layer' }).click()
  await units.nth(2).fill('32')
  await expect(diagram).toHaveAccessibleName(/128 .* → 64 .* → 32 /)
  await page.getByRole('button', { name: /^Layer 3, 3 of 3/ }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('button', { name: /^Layer 1, 1 of 3/ })).toBeFocused()
  await expect(diagram).toHaveAccessibleName(/32 .* → 128 .* → 64 /)
  await page
    .getByRole('button', { name: /^Layer 1, 1 of 3/ })
    .dragTo(page.getByRole('button', { name: /^Layer 3, 3 of 3/ }))
  await expect(diagram).toHaveAccessibleName(/128 .* → 64 .* → 32 /)
  await page.getByRole('button', { name: 'Layer 3: remove' }).click()
  await expect(page.getByText('109,578 learned parameters')).toBeVisible()
})

test('arms are added, renamed and started from each other', async ({ page, workbench }) => {
  await workbench.open('/new')
  await page.getByRole('button', { name: 'Add an arm with batch normalization' }).click()
  const third = page.getByRole('region', { name: 'Arm 3: with BN 2' })
  await third.getByRole('combobox', { name: 'Starts from' }).click()
  await page.getByRole('option', { name: 'Another arm’s weights' }).click()
  await third.getByRole('combobox', { name: 'Arm to start from' }).click()
  await page.getByRole('option', { name: 'with BN', exact: true }).click()
  await page
    .getByRole('region', { name: 'Arm 2' })
    .getByRole('textbox', { name: 'Name of the arm' })
    .fill('BN')
  await expect(third.getByRole('combobox', { name: 'Arm to start from' })).toHaveText('BN')
  await expect(page.getByText(/"with BN 2" does not start fresh/)).toBeVisible()
  await third.getByRole('checkbox', { name: '256' }).click()
  const row = page.getByRole('group', { name: 'Grid of runs' }).getByRole('row', { name: /with BN 2/ })
  await expect(row.getByRole('cell').last()).toHaveText('–')
})

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
  await text.fill('{"spec": 1,')
  await expect(page.getByText(/^Line 1: This is not JSON/)).toBeVisible()
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
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('My question')
  await page.getByRole('textbox', { name: 'Momentum', exact: true }).fill('high')
  await page.reload()
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('My question')
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
  await batchSizes(page).fill('64 ')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(
    (url) => url.hash.startsWith('#/experiments/') && !url.hash.endsWith(id),
    PATIENTLY,
  )
})

test('links that cannot be followed are answered with a sentence', async ({ page, workbench }) => {
  await workbench.open('/new?preset=none')
  await expect(page.getByText('There is no preset called “none”.')).toBeVisible()
  await page.evaluate(() => location.assign('#/new?spec=broken'))
  await expect(page.getByText(/The design in this link cannot be read/)).toBeVisible()
  await page.evaluate(() => location.assign('#/new?from=nothing'))
  await expect(page.getByText(/nothing/).first()).toBeVisible()
  await page.evaluate(() => location.assign('#/new?preset=notebook-order'))
  await expect(runs(page)).toHaveText(/^25, 5 runs/)
})

test('what is said of a change comes at once', async ({ page, workbench }) => {
  await workbench.open('/new')
  await expect(runs(page)).toHaveText('50')
  const milliseconds = await page.evaluate(async () => {
    const input = document.getElementById('field-seeds') as HTMLInputElement
    const shown = document.querySelector('[data-testid="plan-runs"]')!
    const times: number[] = []
    const checks: number[] = []
    for (let seed = 10; seed < 30; seed++) {
      const before = shown.textContent
      const began = performance.now()
      input.value = `${seed} `
      input.dispatchEvent(new Event('input', { bubbles: true }))
      while (shown.textContent === before) await new Promise(requestAnimationFrame)
      times.push(performance.now() - began)
      checks.push(performance.getEntriesByName('draft-check').at(-1)!.duration)
    }
    return { shown: times.sort((a, b) => a - b), check: checks.sort((a, b) => a - b) }
  })
  const told = (times: number[]) =>
    `median ${times[Math.floor(times.length / 2)]!.toFixed(1)}, worst ${times.at(-1)!.toFixed(1)} ms`
  test
    .info()
    .annotations.push(
      { type: 'a change until its number of runs is shown', description: told(milliseconds.shown) },
      { type: 'of it the checks', description: told(milliseconds.check) },
    )
  process.stdout.write(`change shown: ${told(milliseconds.shown)}; checks: ${told(milliseconds.check)}\n`)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing, ${colorScheme}: as it opens, with errors, with the JSON open`, async ({
    page,
    workbench,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await workbench.open('/new?preset=notebook-order')
    await expect(runs(page)).toHaveText(/^25, 5 runs/)
    const violations = async () => (await new AxeBuilder({ page }).analyze()).violations
    expect(await violations()).toEqual([])
    await page.getByRole('textbox', { name: 'Momentum', exact: true }).fill('x')
    await batchSizes(page).fill('0 ')
    await page.getByRole('button', { name: 'Layer 1: remove' }).click()
    await expect(start(page)).toBeDisabled()
    expect(await violations()).toEqual([])
    await page.getByRole('button', { name: 'JSON' }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await violations()).toEqual([])
  })
}
