import type { Page } from '@playwright/test'
import { gzipSync } from 'node:zlib'
import { encodeIdx } from '../../src/datasets/idx.ts'
import { axeViolations } from './axe-violations.ts'
import { expect, test } from './workbench.ts'

const SIDE = 6
const LABELS = [0, 1, 2, 2, 9]

const images = (count: number): Uint8Array =>
  encodeIdx(
    [count, SIDE, SIDE],
    Uint8Array.from({ length: count * SIDE * SIDE }, (_, i) => (i * 37) % 256),
  )

/** Four files of a small data set, under the names that MNIST's have; one of them is packed. */
const FILES: [string, Uint8Array][] = [
  ['train-images-idx3-ubyte.gz', gzipSync(images(LABELS.length))],
  ['train-labels-idx1-ubyte', encodeIdx([LABELS.length], Uint8Array.from(LABELS))],
  ['t10k-images-idx3-ubyte', images(2)],
  ['t10k-labels-idx1-ubyte', encodeIdx([2], Uint8Array.from([4, 9]))],
]

/** Drops files on the view as a person does from a folder. */
async function drop(page: Page, files: [string, Uint8Array][]): Promise<void> {
  const given = files.map(([name, bytes]) => ({ name, bytes: [...bytes] }))
  const data = await page.evaluateHandle((items) => {
    const transfer = new DataTransfer()
    for (const { name, bytes } of items) transfer.items.add(new File([new Uint8Array(bytes)], name))
    return transfer
  }, given)
  await page
    .getByRole('heading', { level: 1, name: 'Data sets' })
    .dispatchEvent('drop', { dataTransfer: data })
}

test('IDX files that are dropped are recognized, imported, shown and removed again', async ({
  page,
  workbench,
}) => {
  await workbench.open('/datasets')
  await drop(page, FILES)
  const dialog = page.getByRole('dialog', { name: 'Import a data set' })
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Training images' })).toContainText(
    'train-images-idx3-ubyte.gz (5 images, 6 × 6 pixels)',
  )
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Test labels' })).toContainText('t10k-labels')
  await expect(dialog.getByRole('button', { name: 'Import' })).toBeDisabled()
  await dialog.getByLabel('Name').fill('Small')
  await expect(dialog).toContainText('Small letters, digits and hyphens only')
  await dialog.getByLabel('Name').fill('small')
  await dialog.getByRole('button', { name: 'Import' }).click()

  const shown = page.getByRole('region', { name: 'Data set small' })
  await expect(shown).toContainText('5 to train on, 2 to test on · 6 × 6 pixels · 10 classes')
  await expect(shown.getByRole('img', { name: /^Image \d+: / })).toHaveCount(5)
  await shown.getByText('The numbers as a table').click()
  await expect(shown.getByRole('row', { name: '2 2 0' })).toBeVisible()
  await shown.getByText('Test images').click()
  await expect(shown.getByRole('img', { name: /^Image \d+: / })).toHaveCount(2)

  await shown.getByRole('button', { name: 'Remove…' }).click()
  const question = page.getByRole('dialog', { name: 'Remove the data set small?' })
  await expect(question).toContainText('No experiment uses it')
  await question.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByRole('region', { name: 'Data set digits' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^small/ })).toHaveCount(0)
})

test('files that are no data set are refused with a reason', async ({ page, workbench }) => {
  await workbench.open('/datasets')
  await drop(page, [
    ['photo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0])],
    ...FILES.filter(([name]) => !name.startsWith('train-labels')),
    ['train-labels', encodeIdx([3], Uint8Array.from([0, 1, 2]))],
  ])
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('alert')).toContainText('photo.png is not an IDX file')
  await expect(dialog.getByRole('alert')).toContainText('has 5 images, but train-labels has 3 labels')
  await dialog.getByLabel('Name').fill('small')
  await expect(dialog.getByRole('button', { name: 'Import' })).toBeDisabled()
  expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([])
})

test('the embedded digits are shown by class and page by page', async ({ page, workbench }) => {
  await workbench.open('/datasets')
  const shown = page.getByRole('region', { name: 'Data set digits' })
  await expect(shown.getByRole('img', { name: /^Image / })).toHaveCount(60, { timeout: 60_000 })
  await shown.getByRole('button', { name: 'Next images' }).click()
  await expect(shown.getByText(/^61 to 120 of /)).toBeVisible()
  await shown.getByRole('combobox', { name: 'Class' }).click()
  await page.getByRole('option', { name: '7' }).click()
  await expect(shown.getByText(/^1 to 60 of /)).toBeVisible()
  await expect(shown.getByRole('img', { name: /: 7$/ })).toHaveCount(60)
  await expect(
    page.getByRole('region', { name: 'MNIST', exact: true }).getByRole('button', { name: /Download/ }),
  ).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`nothing on the page bars anyone from it, ${colorScheme}`, async ({ page, workbench }) => {
    // The digits are drawn first, which a busy machine takes its time for.
    test.slow()
    await page.emulateMedia({ colorScheme })
    await workbench.open('/datasets')
    await expect(page.getByRole('img', { name: /^Image / })).toHaveCount(60, { timeout: 150_000 })
    await expect(async () => {
      expect(await axeViolations(page)).toEqual([])
    }).toPass({ timeout: 90_000 })
  })
