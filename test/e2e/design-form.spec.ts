import { batchSizes, runs, start } from './new-page.ts'
import { expect, test } from './workbench.ts'

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
  await expect(page.getByText('Give at least one.').first()).toBeVisible()
  await batchSizes(page).fill('8 x 16')
  await batchSizes(page).press('Enter')
  await expect(start(page)).toBeDisabled()
  await page.getByRole('button', { name: 'Batch sizes: remove x' }).click()
  await expect(runs(page)).toHaveText('20')
  const grid = page.getByRole('group', { name: 'Grid of runs' })
  await expect(grid.getByRole('columnheader')).toHaveText(['batch size', '8', '16'])
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

test('what is said of a change comes at once', async ({ page, workbench }) => {
  await workbench.open('/new')
  await expect(runs(page)).toHaveText('50')
  const disk = page.getByTestId('plan-disk')
  await expect(disk).toHaveText(/ of .* free$/)
  const needed = async () => (await disk.textContent())!.split(' of ')[0]
  const before = await needed()
  const milliseconds = await page.evaluate(async () => {
    const input = document.getElementById('field-seeds') as HTMLInputElement
    const shown = document.querySelector('[data-testid="plan-runs"]')!
    const disk = document.querySelector('[data-testid="plan-disk"]')!
    // What is free changes by itself.
    const needed = () => disk.textContent.split(' of ')[0]
    const times: number[] = []
    const checks: number[] = []
    const disks: number[] = []
    for (let seed = 10; seed < 30; seed++) {
      const before = { runs: shown.textContent, disk: needed() }
      const began = performance.now()
      input.value = `${seed} `
      input.dispatchEvent(new Event('input', { bubbles: true }))
      while (shown.textContent === before.runs) await new Promise(requestAnimationFrame)
      times.push(performance.now() - began)
      checks.push(performance.getEntriesByName('draft-check').at(-1)!.duration)
      while (needed() === before.disk) await new Promise(requestAnimationFrame)
      disks.push(performance.now() - began)
    }
    const [byTime, byCheck, byDisk] = [times, checks, disks].map((all) => all.sort((a, b) => a - b))
    return { shown: byTime!, check: byCheck!, disk: byDisk! }
  })
  await expect(runs(page)).toHaveText('250')
  expect(await needed()).not.toBe(before)
  const told = (times: number[]) =>
    `median ${times[Math.floor(times.length / 2)]!.toFixed(1)}, worst ${times.at(-1)!.toFixed(1)} ms`
  test
    .info()
    .annotations.push(
      { type: 'a change until its number of runs is shown', description: told(milliseconds.shown) },
      { type: 'of it the checks', description: told(milliseconds.check) },
      { type: 'a change until the disk it needs is shown', description: told(milliseconds.disk) },
    )
  process.stdout.write(
    `change shown: ${told(milliseconds.shown)}; checks: ${told(milliseconds.check)}; disk: ${told(milliseconds.disk)}\n`,
  )
})
