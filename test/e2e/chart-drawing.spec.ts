import { createHash } from 'node:crypto'
import type { Page } from '@playwright/test'
import { openKnown, part } from './known-experiments.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

/** In the page: each canvas knows how often it was drawn on from the start. */
function countDrawings(): void {
  const { prototype } = CanvasRenderingContext2D
  const clear: (this: CanvasRenderingContext2D, ...place: [number, number, number, number]) => void =
    Reflect.get(prototype, 'clearRect')
  prototype.clearRect = function (this: CanvasRenderingContext2D, ...place) {
    this.canvas.dataset.drawn = String(Number(this.canvas.dataset.drawn ?? 0) + 1)
    clear.apply(this, place)
  }
}

test(
  'after a filter each curve is drawn again once, when its answer has come',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await page.addInitScript(countDrawings)
    await page.setViewportSize({ width: 1920, height: 1080 })
    await workbench.open(`/compare?hide=verdict&experiment=${id!}`)
    const drawings = () =>
      part(page, 'Training loss')
        .locator('canvas')
        .evaluateAll((canvases) => canvases.map(({ dataset }) => Number(dataset.drawn ?? 0)))
    await page.getByRole('search').getByRole('button', { name: 'Seed' }).click()
    await page.waitForTimeout(1000)
    const before = await drawings()
    expect(before).toHaveLength(2)
    await page.getByRole('menuitemcheckbox', { name: '1', exact: true }).click()
    await expect(page.getByRole('search').getByRole('status')).toHaveText('4 runs')
    await page.waitForTimeout(1000)
    expect(await drawings()).toEqual(before.map((count) => count + 1))
  },
)

/** A digest of each chart's picture, under its label, once nothing more is drawn. */
async function pictures(page: Page): Promise<string[]> {
  for (const title of ['Training loss', 'Training against evaluation'])
    await expect(part(page, title).locator('figure').first()).toBeVisible()
  const found: string[] = []
  for (const chart of await page.locator('figure div[role=img]').all()) {
    await chart.scrollIntoViewIfNeeded()
    const draw = () =>
      chart
        .locator('canvas')
        .evaluateAll((layers: HTMLCanvasElement[]) => layers.map((layer) => layer.toDataURL()).join())
    let picture = ''
    const isDone = async (): Promise<boolean> => picture === (picture = await draw()) && picture !== ''
    await expect.poll(isDone, { intervals: [150] }).toBe(true)
    const label = await chart.getAttribute('aria-label')
    found.push(`${label} ${createHash('sha256').update(picture).digest('hex').slice(0, 12)}`)
  }
  return found
}

test(
  'charts that were changed look as they do when they are drawn for the first time',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await workbench.open(`/compare?hide=verdict&experiment=${id!}`)
    const usual = await pictures(page)
    expect(usual.length).toBeGreaterThan(8)
    await page.getByRole('search').getByRole('button', { name: 'Seed' }).click()
    await page.getByRole('menuitemcheckbox', { name: '1', exact: true }).click()
    await page.getByRole('menuitemcheckbox', { name: '3', exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('switch', { name: 'Logarithmic' }).click()
    await page.getByRole('combobox', { name: 'Horizontal axis' }).click()
    await page.getByRole('option', { name: 'Steps' }).click()
    await page.getByRole('combobox', { name: 'What is drawn around the mean' }).click()
    await page.getByRole('option', { name: 'Mean and single seeds' }).click()
    await page.getByRole('slider', { name: 'End of the shown part, in percent' }).press('PageDown')
    await expect(page).toHaveURL(/zoom=0-90/)
    await page.getByRole('combobox', { name: 'What is judged' }).click()
    await page.getByRole('option', { name: 'Judged by test loss' }).click()
    await expect(page).toHaveURL(/metric=loss/)
    const changed = await pictures(page)
    await page.reload()
    expect(await pictures(page)).toEqual(changed)
    expect(changed.filter((picture) => usual.includes(picture))).toEqual([])

    await page.evaluate((hash) => (location.hash = hash), `#/compare?hide=verdict&experiment=${id!}`)
    await expect(page.getByRole('search').getByRole('status')).toHaveText('16 runs')
    expect(await pictures(page)).toEqual(usual)

    // So low that the other rows, which zoom along, are out of sight.
    const { width, height } = page.viewportSize()!
    await page.setViewportSize({ width, height: 560 })
    await part(page, 'Training loss').locator('canvas').first().hover()
    await page.keyboard.down('Control')
    for (let notch = 0; notch < 3; notch++) await page.mouse.wheel(0, -120)
    await page.keyboard.up('Control')
    await expect(page).toHaveURL(/zoom=/)
    await page.mouse.move(640, 5)
    await page.getByRole('button', { name: 'Show all of the horizontal axis' }).click()
    await expect(page).not.toHaveURL(/zoom=/)
    await page.setViewportSize({ width, height })
    expect(await pictures(page)).toEqual(usual)
  },
)
