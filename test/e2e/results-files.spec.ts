import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { addWhole, choose, count, firstName, openFilled } from './filled-history.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

test(
  'results go out as a file, and those of another machine come in, once',
  ON_SERVER,
  async ({ page, workbench }) => {
    await openFilled(workbench, 3, addWhole)
    const name = await firstName(page).textContent()
    const download = page.waitForEvent('download')
    await choose(page, 'Export results')
    const file = await download
    expect(file.suggestedFilename()).toBe('a-whole-one.json')
    await expect(page.getByText(/\d (KiB|bytes)/).first()).toBeVisible()
    const text = await readFile(await file.path(), 'utf8')
    expect(JSON.parse(text)).toMatchObject({ format: 'batchnorm-workbench results', name })

    // As another machine trained it: this one's own is known.
    const record = JSON.parse(text) as { seconds: number }
    const foreign = JSON.stringify({ ...record, seconds: record.seconds + 1 })
    const chooser = page.waitForEvent('filechooser')
    await page.getByRole('button', { name: 'Import results' }).click()
    const results = { name: 'results.json', mimeType: 'application/json', buffer: Buffer.from(foreign) }
    await (await chooser).setFiles(results)
    await expect(page.getByText(`“${name!}” imported`).first()).toBeVisible()
    await expect(count(page)).toHaveText('5 experiments')

    await drop(page, foreign)
    await expect(page.getByText(`“${name!}” is here already`).first()).toBeVisible()
    await expect(count(page)).toHaveText('5 experiments')
    await drop(page, 'no JSON')
    await expect(page.getByText('It is not JSON').first()).toBeVisible()

    // What lies in the trash is in no list: it is said, and had back.
    await choose(page, 'Move to trash')
    await expect(count(page)).toHaveText('4 experiments')
    await drop(page, foreign)
    await expect(page.getByText(`“${name!}” is here already, in the trash`).first()).toBeVisible()
    await page.getByRole('button', { name: 'Restore', exact: true }).click()
    await expect(page).toHaveURL(/#\/experiments\/.+/)
  },
)

test('after a refused import on the start page its button can be pressed again', async ({
  page,
  workbench,
}) => {
  await workbench.open('/experiments')
  const button = page.getByRole('button', { name: 'Import a results file' })
  for (const name of ['first.json', 'second.json']) {
    const chooser = page.waitForEvent('filechooser')
    await button.click()
    await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from('no JSON') })
    const toast = page.getByRole('listitem').filter({ hasText: `${name} was not imported` })
    await expect(toast).toBeVisible()
    const [left, right] = await Promise.all([button.boundingBox(), toast.boundingBox()])
    expect(left!.x + left!.width).toBeLessThan(right!.x)
  }
})

/** Drops a file on the list, as a file manager does. */
async function drop(page: Page, text: string): Promise<void> {
  const transfer = await page.evaluateHandle((content) => {
    const data = new DataTransfer()
    data.items.add(new File([content], 'dropped.json', { type: 'application/json' }))
    return data
  }, text)
  const grid = page.getByRole('grid')
  await grid.dispatchEvent('dragenter', { dataTransfer: transfer })
  await expect(page.getByText('Drop results files here')).toBeVisible()
  await grid.dispatchEvent('drop', { dataTransfer: transfer })
  await expect(page.getByText('Drop results files here')).toBeHidden()
}
