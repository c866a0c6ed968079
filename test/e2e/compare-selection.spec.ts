import { readBlock } from '../../src/host/report/report-block.ts'
import { axeViolations } from './axe-violations.ts'
import { openKnown, part, points, verdict } from './known-experiments.ts'
import { saved } from './saved-file.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

type Printing = Window & { printed?: object }

/** In place of the print dialog, in each frame: what is printed is noted in the page. */
function notePrinted(): void {
  window.print = () => {
    const styleOf = (element: string) => getComputedStyle(document.querySelector(element)!)
    ;(window.top as Printing).printed = {
      ...{ title: document.title, isStandard: document.compatMode === 'CSS1Compat' },
      ...{ heading: styleOf('h1').fontSize, chart: styleOf('.panel svg').maxWidth },
    }
  }
}

test(
  'filters and settings act on all charts, and the link opens the same view',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known', learningRates: [0.05, 0.5] })
    await page.addInitScript(notePrinted)
    await workbench.open(`/compare?experiment=${id!}`)
    const count = page.getByRole('search').getByRole('status')
    await expect(count).toHaveText('32 runs')
    await expect(part(page, 'Training loss').locator('figure')).toHaveCount(4)
    await expect(part(page, 'Stability map').locator('figure')).toHaveCount(2)
    for (const title of ['Training until a target is reached', 'Training against evaluation'])
      await expect(page.getByRole('button', { name: `Save figure: ${title}` })).toBeVisible()
    const map = await saved(page, async () => {
      await page.getByRole('button', { name: 'Save figure: Stability map' }).click()
      await page.getByRole('menuitem', { name: 'SVG' }).click()
    })
    expect(map.content.toString()).toMatch(/>\d\d\.\d\d %</)
    expect(map.content.toString()).not.toMatch(/var\(|oklch|NaN/)

    // A menu that closes gives the focus back a moment later, which would close one that is open by then.
    await expect(page.getByRole('button', { name: 'Save figure: Stability map' })).toBeFocused()
    await page.getByRole('search').getByRole('button', { name: 'Batch size' }).click()
    await page.getByRole('menuitemcheckbox', { name: '16', exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('search').getByRole('button', { name: 'Batch size' })).toBeFocused()
    await page.getByRole('search').getByRole('button', { name: 'Learning rate' }).click()
    await page.getByRole('menuitemcheckbox', { name: '0.05', exact: true }).click()
    await page.keyboard.press('Escape')
    await expect(count).toHaveText('8 runs')
    await expect(part(page, 'Training loss').locator('figure')).toHaveCount(1)
    await expect(points(page, 'Final test accuracy by batch size')).toHaveAttribute('data-points', '2')
    await expect(points(page, 'Difference to none')).toHaveAttribute('data-points', '1')
    await expect(part(page, 'Stability map')).toContainText('All runs have the learning rate 0.05')
    const grid = page.getByRole('grid', { name: 'Runs that are compared' })
    await expect(grid).toHaveAttribute('aria-rowcount', '9')

    await page.getByRole('button', { name: 'Report' }).click()
    expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([])
    const report = await saved(page, () => page.getByRole('button', { name: 'Make the report' }).click())
    const { block } = readBlock(report.content.toString())
    expect(block.question.selection).toEqual({
      ...{ experimentIds: [id], batchSizes: [16], learningRates: [0.05] },
    })
    expect(block.runs).toHaveLength(8)
    expect(block.question).toMatchObject({ metric: 'test accuracy', target: 'own' })
    expect(block.question.sections).toEqual(expect.arrayContaining(['target', 'stability', 'gap']))
    expect(block.question.sections).not.toContain('gradient')
    await page.getByRole('button', { name: 'Print or PDF' }).click()
    await expect
      .poll(() => page.evaluate(() => (window as Printing).printed))
      .toEqual({
        ...{ title: 'Known', heading: '30px', chart: expect.stringMatching(/^\d+px$/), isStandard: true },
      })
    await page.keyboard.press('Escape')

    await page.getByRole('switch', { name: 'Logarithmic' }).click()
    await page.getByRole('button', { name: 'Gradient norm' }).click()
    await page.getByRole('combobox', { name: 'What is judged' }).click()
    await page.getByRole('option', { name: 'Judged by test loss' }).click()
    await expect(part(page, 'Final test loss by batch size')).toBeVisible()
    await expect(part(page, 'Gradient norm')).toContainText('Logarithmic axis.')

    await page.reload()
    await expect(count).toHaveText('8 runs')
    await expect(part(page, 'Final test loss by batch size')).toBeVisible()
    await expect(part(page, 'Gradient norm')).toContainText('Logarithmic axis.')

    await page.getByRole('button', { name: 'Report' }).click()
    await expect(page.getByRole('dialog', { name: 'Report' })).toContainText(
      'About the 8 runs that this page shows now, compared with “none” in final test loss',
    )
    await expect(page.getByRole('checkbox', { name: 'Figure: gradient norm' })).toBeChecked()
    await page.getByRole('checkbox', { name: 'Environment' }).uncheck()
    const ofLoss = await saved(page, () => page.getByRole('button', { name: 'Make the report' }).click())
    const { question } = readBlock(ofLoss.content.toString()).block
    expect(question.metric).toBe('test loss')
    expect(question.sections).toContain('gradient')
    expect(question.sections).not.toContain('environment')
    expect(ofLoss.content.toString()).toContain('Final test loss against batch size')
    await page.keyboard.press('Escape')

    await page
      .getByRole('button', { name: 'with' })
      .or(page.getByRole('button', { name: 'batch', exact: true }))
      .first()
      .click()
    await expect(count).toHaveText('4 runs')
    await page.goBack()
    await expect(count).toHaveText('8 runs')
  },
)

test(
  'runs that are chosen in an experiment are compared alone, until the choice is taken back',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await workbench.open(`/experiments/${id!}?tab=runs`)
    const grid = page.getByRole('grid', { name: 'Runs', exact: true })
    for (const arm of ['none', 'batch'])
      for (const seed of [1, 2, 3])
        await grid
          .getByRole('checkbox', { name: `Select ${arm}, batch 16, seed ${seed}`, exact: true })
          .click()
    await page.getByRole('link', { name: 'Compare 6' }).click()
    const count = page.getByRole('search').getByRole('status')
    await expect(count).toHaveText('6 runs')
    await expect(verdict(page)).toContainText('over 3 paired seeds')
    await page.reload()
    await expect(count).toHaveText('6 runs')
    await page.getByRole('button', { name: '6 chosen runs' }).click()
    await expect(count).toHaveText('16 runs')
    await page.goBack()
    await expect(page.getByRole('button', { name: '6 chosen runs' })).toBeVisible()
    await expect(count).toHaveText('6 runs')
  },
)

test(
  'two experiments of one design are one comparison, from the list, and a layout is kept',
  ON_SERVER,
  async ({ page, workbench }) => {
    await openKnown(workbench, { name: 'First' }, { name: 'Second', seeds: [5, 6, 7] })
    await workbench.open('/experiments')
    const list = page.getByRole('grid', { name: 'Experiments' })
    await list.getByRole('checkbox', { name: 'Select First' }).click()
    await list.getByRole('checkbox', { name: 'Select Second' }).click()
    await page.getByRole('toolbar').getByRole('link', { name: 'Compare' }).click()
    await expect(page.getByRole('search').getByRole('status')).toHaveText('28 runs')
    await expect(verdict(page)).toContainText('over 7 paired seeds')
    await expect(page.getByRole('list', { name: 'Arms' }).getByRole('button')).toHaveText(['none', 'batch'])

    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.waitForTimeout(700)
      expect(await axeViolations(page, { within: '#main' })).toEqual([])
    }

    await page.getByRole('button', { name: 'Parts' }).click()
    await page.getByRole('menuitemcheckbox', { name: 'Curves' }).click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('heading', { name: 'Curves' })).toBeHidden()
    await page.getByRole('button', { name: 'Layouts' }).click()
    await page.getByRole('menuitem', { name: 'Save this layout' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Numbers only')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Layout “Numbers only” saved.').first()).toBeVisible()
    await page.goBack()
    await expect(page.getByRole('heading', { name: 'Curves' })).toBeVisible()
    await page.getByRole('button', { name: 'Layouts' }).click()
    await page.getByRole('menuitem', { name: 'Numbers only' }).click()
    await expect(page.getByRole('heading', { name: 'Curves' })).toBeHidden()

    await page.getByRole('button', { name: 'Layouts' }).click()
    await page.getByRole('menuitem', { name: 'Remove a layout' }).press('ArrowRight')
    await page.getByRole('menuitem', { name: 'Numbers only' }).last().press('Enter')
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'Layouts' }).click()
    await expect(page.getByRole('menuitem', { name: 'Numbers only' })).toBeVisible()
  },
)
