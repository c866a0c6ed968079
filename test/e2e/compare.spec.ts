import { encodeIdx } from '../../src/datasets/idx.ts'
import { attachedHost } from '../host/attached-host.ts'
import { barsDataset } from '../host/bars-dataset.ts'
import { tinySpec } from '../host/tiny-spec.ts'
import { openKnown, part, points, verdict } from './known-experiments.ts'
import { openPdf } from './open-pdf.ts'
import { saved } from './saved-file.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

test('from a finished experiment to the verdict, by mouse', ON_SERVER, async ({ page, workbench }) => {
  await openKnown(workbench, { name: 'Known' })
  await workbench.open('/experiments')
  await page.getByRole('button', { name: 'Actions for Known' }).click()
  await page.getByRole('menuitem', { name: 'Compare' }).click()
  await expect(page).toHaveURL(/#\/compare\?experiment=\w+/)

  await expect(verdict(page)).toContainText('“batch” has a higher test accuracy than “none” at batch size 16')
  await expect(verdict(page)).toContainText(
    'no difference between “batch” and “none” is shown at batch size 64',
  )
  const lines = verdict(page).getByRole('region', { name: 'Verdict by batch size' }).getByRole('row')
  await expect(lines.filter({ hasText: /^16\s*better\s*\+10\.\d\d/ })).toHaveCount(1)
  const open = lines.filter({ hasText: /^64\s*no difference shown/ })
  const together = await open.textContent()
  await verdict(page).getByRole('switch', { name: 'Intervals of each comparison alone' }).click()
  await expect(open).not.toHaveText(together!)

  const results = page.getByRole('region', { name: 'Results by arm and batch size' })
  await expect(results.getByText('best', { exact: true })).toHaveCount(1)
  await expect(points(page, 'Training loss')).not.toHaveAttribute('data-points', '0')
  await part(page, 'Training loss').getByText('Data as table').click()
  await expect(part(page, 'Training loss').getByRole('columnheader', { name: 'Epoch' })).toBeVisible()

  const target = page.getByRole('textbox', { name: 'Target test accuracy' })
  const untilTarget = part(page, 'Training until a target is reached')
  await expect(target).toHaveValue('50')
  await expect(untilTarget).toContainText('16 of 16 runs reached it')
  await target.fill('65')
  await target.press('Enter')
  await expect(page).toHaveURL(/target=0\.65/)
  await expect(untilTarget).toContainText('No run reached it')
  await untilTarget.getByRole('button', { name: 'Take 50 %' }).click()
  await expect(untilTarget).toContainText('16 of 16 runs reached it')
  await target.fill('55')
  await target.press('Enter')
  await expect(page).toHaveURL(/target=0\.55/)
  await expect(untilTarget).toContainText('16 of 16 runs reached it')

  const figure = await saved(page, async () => {
    await page.getByRole('button', { name: 'Save figure: Final test accuracy by batch size' }).click()
    await page.getByRole('menuitem', { name: 'PDF' }).click()
  })
  const pdf = await openPdf(await page.context().newPage(), figure.content)
  expect(pdf.info.Title).toBe('Final test accuracy by batch size')
  for (const text of ['none', 'batch', 'Batch size', '“Known”']) expect(pdf.text).toContain(text)
  expect(pdf.strokes).toBeGreaterThan(20)
  expect(pdf.ink).toBeGreaterThan(0.01)

  await page.getByRole('button', { name: 'Report' }).click()
  const report = await saved(page, () => page.getByRole('button', { name: 'Make the report' }).click())
  expect(report.name).toBe('known.html')
  const { api, close } = await attachedHost(workbench.database)
  expect(report.content.toString()).toContain('Steps to a test accuracy of 55 % against batch size')
  expect(await api.call('reports.check', { html: report.content.toString() })).toMatchObject({ holds: true })
  close()
  await page.keyboard.press('Escape')

  const runs = page.getByRole('grid', { name: 'Runs that are compared' })
  await runs.getByRole('link', { name: 'none' }).first().click()
  await expect(page).toHaveURL(/#\/runs\/\w+/)
})

test('the same by keyboard, from the empty view', ON_SERVER, async ({ page, workbench }) => {
  await openKnown(workbench, { name: 'Known' }, { name: 'Other' })
  await workbench.open('/experiments')
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { level: 1, name: 'Compare' })).toBeVisible()
  const offer = page.getByRole('link', { name: 'Compare its runs' })
  await offer.focus()
  await page.keyboard.press('Enter')
  await expect(verdict(page)).toContainText('at batch size 16')

  const picker = page
    .getByRole('button', { name: 'Add experiments' })
    .or(page.getByRole('combobox', { name: 'Add experiments' }))
  await picker.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.type('Known')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect(
    page.getByRole('list', { name: 'Experiments that are compared' }).getByRole('link'),
  ).toHaveText(['Other', 'Known'])
  // While it closes the list still has the keys.
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(picker).toBeFocused()
  const remove = page.getByRole('button', { name: 'Take Known out of the comparison' })
  await remove.focus()
  await page.keyboard.press('Enter')
  await expect(
    page.getByRole('list', { name: 'Experiments that are compared' }).getByRole('link'),
  ).toHaveText(['Other'])

  const save = page.getByRole('button', { name: 'Save figure: Difference to none' })
  await save.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await page.keyboard.press('p')
  await page.keyboard.press('d')
  await expect(page.getByRole('menuitem', { name: 'PDF' })).toBeFocused()
  const figure = await saved(page, () => page.keyboard.press('Enter'))
  expect(figure.name).toBe('difference-to-none-other.pdf')
  expect(figure.content.subarray(0, 5).toString()).toBe('%PDF-')
  await expect(save).toBeFocused()

  await page.getByRole('button', { name: 'Report' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Report' })).toContainText('About the 16 runs')
  const report = await saved(page, () => page.getByRole('button', { name: 'Make the report' }).press('Enter'))
  expect(report.name).toBe('other.html')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Report' })).toBeFocused()
})

test('more seeds make the verdict exploratory, which offers a confirmation', async ({ page, workbench }) => {
  test.slow()
  await workbench.open()
  const { api, close } = await attachedHost(workbench.database)
  const { train, test: tested } = barsDataset()
  await api.call('datasets.import', {
    name: 'bars',
    trainImages: new Uint8Array(encodeIdx([train.count, train.height, train.width], train.images)),
    trainLabels: new Uint8Array(encodeIdx([train.count], train.labels)),
    testImages: new Uint8Array(encodeIdx([tested.count, tested.height, tested.width], tested.images)),
    testLabels: new Uint8Array(encodeIdx([tested.count], tested.labels)),
  })
  const { id } = await api.call('experiments.create', {
    spec: { ...tinySpec, name: 'Two seeds', batchSizes: [16], seeds: [1, 2] },
  })
  await workbench.open(`/compare?experiment=${id}`)
  const patiently = { timeout: 120_000 }
  await expect(verdict(page)).toContainText('it cannot be known whether “batch” differs', patiently)
  // They are so small that an idle machine would have trained them before they are looked at.
  await api.call('queue.pause', {})
  await page.getByRole('button', { name: 'Train more seeds (3 seeds, 6 runs)' }).click()
  await expect(page).toHaveURL(/experiment=\w+&experiment=\w+/)
  await expect(verdict(page)).toContainText('have ended. This page follows the others.')
  await api.call('queue.resume', {})
  close()
  await expect(verdict(page).getByText('Exploratory', { exact: true })).toBeVisible()
  await expect(verdict(page)).toContainText(/over 5 paired seeds|in all 5 pairs/, patiently)
  const seeds = page.getByRole('spinbutton', { name: /Confirm on fresh seeds/ })
  await seeds.fill('')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Confirm on fresh seeds', exact: true })).toBeDisabled()
  await seeds.fill('3')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Confirm on fresh seeds (3 seeds, 6 runs)' }).click()
  await expect(
    page.getByRole('list', { name: 'Experiments that are compared' }).getByRole('link'),
  ).toHaveText(['Two seeds, confirmation'])
  await expect(verdict(page)).toContainText(/over 3 paired seeds|in all 3 pairs/, patiently)
  await expect(verdict(page).getByText('Exploratory', { exact: true })).toBeHidden()
})
