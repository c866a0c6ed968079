import { openStore } from '../../src/host/store/open-store.ts'
import { addEnded } from '../host/compare/made-runs.ts'
import { parseCsv } from '../renderer/charts/parse-csv.ts'
import { readTexts } from '../renderer/charts/png-chunks.ts'
import { axeViolations } from './axe-violations.ts'
import { openKnown, part } from './known-experiments.ts'
import { openPdf } from './open-pdf.ts'
import { saved } from './saved-file.ts'
import { smallAssignment, train } from './trained-experiment.ts'
import { expect as quickly, ON_SERVER, test } from './workbench.ts'

/** A machine that trains is slow to answer. */
const expect = quickly.configure({ timeout: 60_000 })

const spec = smallAssignment({
  ...{ name: 'γ ≤ 1', batchSizes: [32, 64], seeds: [1, 2], budget: { unit: 'steps', amount: 60 } },
})

test('from an experiment’s curves to PDF, SVG, PNG and CSV, by mouse and by keyboard', async ({
  page,
  workbench,
}) => {
  test.setTimeout(400_000)
  await workbench.open()
  const { id, runs } = await train(workbench, spec, 200_000)
  const runIds = runs.map((run) => run.id)
  await workbench.open(`/experiments/${id}`)
  const loss = page.getByRole('region', { name: 'Training loss' })
  await expect(loss.locator('[data-points]').first()).not.toHaveAttribute('data-points', '0')
  const button = page.getByRole('button', { name: 'Save figure: Training loss' })

  const csv = await test.step('CSV, by keyboard', async () => {
    await button.focus()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('menuitem').first()).toBeFocused()
    await page.keyboard.press('End')
    const file = await saved(page, () => page.keyboard.press('Enter'))
    await expect(button).toBeFocused()
    return file
  })
  expect(csv.name).toBe('training-loss-γ-1.csv')
  const rows = parseCsv(csv.content.toString())
  const points = await loss
    .locator('[data-points]')
    .evaluateAll((panels) => panels.map((panel) => Number((panel as HTMLElement).dataset.points)))
  for (const [index, batchSize] of [32, 64].entries())
    expect(
      rows.filter(({ panel, line }) => panel === `Batch size ${batchSize}` && line === 'run'),
    ).toHaveLength(points[index]!)
  expect([...new Set(rows.map(({ run }) => run))].filter((run) => run !== '').toSorted()).toEqual(
    runIds.toSorted(),
  )

  await button.click()
  const svg = await saved(page, () => page.getByRole('menuitem', { name: 'SVG' }).click())
  expect(svg.name).toBe('training-loss-γ-1.svg')
  for (const part of ['<title>Training loss</title>', `“γ ≤ 1” (${id})`, ...runIds])
    expect(svg.content.toString()).toContain(part)
  expect(svg.content.toString()).not.toMatch(/var\(|oklch|NaN/)

  await button.click()
  await page.getByRole('menuitem', { name: 'PNG' }).click()
  const png = await saved(page, () => page.getByRole('menuitem', { name: '2×' }).click())
  const texts = readTexts(png.content)
  expect(texts).toMatchObject({
    Title: 'Training loss',
    Software: expect.stringMatching(/^BatchNorm Workbench \d/),
  })
  for (const run of runIds) expect(texts.Description).toContain(run)

  await button.click()
  await page.getByRole('menuitem', { name: 'Style and preview …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save figure: Training loss' })
  const preview = dialog.getByRole('img')
  await expect(preview).toBeVisible()
  await dialog.getByRole('radio', { name: 'Paper' }).click()
  await dialog.getByRole('spinbutton', { name: 'Width in mm' }).fill('160')
  await page.keyboard.press('Tab')
  await expect(preview).toHaveAttribute('width', String(Math.round((160 * 96) / 25.4)))
  expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([])
  const pdf = await saved(page, () => dialog.getByRole('button', { name: 'PDF' }).click())
  const opened = await openPdf(await page.context().newPage(), pdf.content)
  expect(opened.info.Title).toBe('Training loss')
  expect(opened.info.Subject).toContain(`“γ ≤ 1” (${id})`)
  expect(opened.info.Keywords?.split(', ').toSorted()).toEqual([id, ...runIds].toSorted())
  expect(opened.widthMm).toBeCloseTo(160, 1)
  for (const text of ['Training loss', 'Batch size 32', 'without BN', 'Epoch'])
    expect(opened.text).toContain(text)
  // The name holds what a PDF's own Helvetica has not.
  expect(opened.text).toContain('“γ ≤ 1”')
  expect(opened.strokes).toBeGreaterThan(20)
  expect(opened.images).toBe(0)
  expect(opened.ink).toBeGreaterThan(0.01)

  // What was chosen is kept: the next figure is on paper too.
  await page.keyboard.press('Escape')
  await expect(button).toBeFocused()
  await page.reload()
  await page.getByRole('button', { name: 'Save figure: Test accuracy' }).click()
  const next = await saved(page, () => page.getByRole('menuitem', { name: 'SVG' }).click())
  expect(next.content.toString()).toMatch(/^<svg [^>]*width="160mm"/)
})

test('a figure is copied as a picture, with what it shows in it', ON_SERVER, async ({ page, workbench }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const [id] = await openKnown(workbench, { name: 'Known' })
  await workbench.open(`/experiments/${id!}`)
  await page.getByRole('button', { name: 'Save figure: Training loss' }).click()
  await page.getByRole('menuitem', { name: 'Copy as picture' }).click()
  await expect(page.getByText('Copied the figure as a picture', { exact: true })).toBeVisible()
  const size = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const { width, height } = await createImageBitmap(await item!.getType('image/png'))
    return { width, height }
  })
  expect(size.width).toBeGreaterThan(600)
  expect(size.height).toBeGreaterThan(300)
})

test('a PDF has every mark of the map; letters that it can’t write are told, and SVG keeps them', async ({
  page,
  workbench,
}) => {
  await workbench.stop()
  const store = openStore(workbench.database)
  const learningRates = [0.05, 0.5]
  const [plain, foreign] = ['batch', '批'].map((name) => {
    const arms = [
      { name: 'none', normalization: { type: 'none' as const } },
      { name, normalization: { type: 'batch' as const } },
    ]
    return addEnded(store, { name: 'Map', arms, learningRates }, ({ arm, learningRate, seed }) =>
      arm === 'none' && learningRate === 0.5 && seed === 1
        ? { status: 'diverged', outcome: 'diverged', finalTestAccuracy: 0.1 }
        : 0.8,
    ).id
  })
  store.close()
  await workbench.start()
  const save = (format: string) =>
    saved(page, async () => {
      await page.getByRole('button', { name: 'Save figure: Stability map' }).click()
      await page.getByRole('menuitem', { name: format, exact: true }).click()
    })
  const warning = page.getByText('Some letters can’t be written in the PDF').first()

  await workbench.open(`/compare?experiment=${plain!}`)
  await expect(part(page, 'Stability map')).toContainText('× 2/5: of 5 runs 2 diverged.')
  const pdf = await openPdf(await page.context().newPage(), (await save('PDF')).content)
  expect(pdf.text).toContain('× 1/3')
  expect(pdf.text).not.toContain('?')
  await expect(warning).toBeHidden()

  await workbench.open(`/compare?experiment=${foreign!}`)
  const replaced = await openPdf(await page.context().newPage(), (await save('PDF')).content)
  expect(replaced.text).toContain('?')
  await expect(warning).toBeVisible()
  const svg = (await save('SVG')).content.toString()
  expect(svg).toContain('>批</text>')
  expect(svg).toContain('× 1/3')
})

test(
  'who saves or copies a figure whose panels are too small is told, and what to do',
  ON_SERVER,
  async ({ page, workbench }) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.addInitScript(() => localStorage.setItem('figure-style', '{"kind":"paper"}'))
    const learningRates = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]
    const [id] = await openKnown(workbench, { name: 'Many', seeds: [1, 2], learningRates })
    const button = page.getByRole('button', { name: 'Save figure: Training until a target is reached' })
    const saveAs = (format: string) =>
      saved(page, async () => {
        await button.click()
        await page.getByRole('menuitem', { name: format, exact: true }).click()
      })
    const warning = page.getByText('The panels have too little room to be read.').first()

    await workbench.open(`/compare?experiment=${id!}&rate=0.01`)
    await saveAs('SVG')
    await expect(warning).toBeHidden()
    await workbench.open(`/compare?experiment=${id!}`)
    for (const format of ['SVG', 'PDF']) {
      await saveAs(format)
      await expect(warning).toContainText('filter the comparison to fewer learning rates')
      await page.reload()
      await expect(warning).toBeHidden()
    }
    await button.click()
    await page.getByRole('menuitem', { name: 'Copy as picture' }).click()
    await expect(page.getByText('Not all of the copied figure can be read').first()).toBeVisible()
  },
)
