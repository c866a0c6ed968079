import type { Page } from '@playwright/test'
import { attachedHost } from '../host/attached-host.ts'
import { openKnown, part, verdict } from './known-experiments.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

const count = (page: Page) => page.getByRole('search').getByRole('status')

async function addExperiment(page: Page, name: string): Promise<void> {
  await page
    .getByRole('button', { name: 'Add experiments' })
    .or(page.getByRole('combobox', { name: 'Add experiments' }))
    .click()
  await page.getByRole('option', { name }).click()
  await page.keyboard.press('Escape')
}

test(
  'chosen arms stay chosen when an experiment joins, and so do chosen runs, of both of them',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [first] = await openKnown(
      workbench,
      { name: 'First' },
      { name: 'Second', budget: { unit: 'epochs', amount: 8 } },
    )
    await workbench.open(`/compare?hide=curves&arm=none&baseline=none&experiment=${first!}`)
    await expect(count(page)).toHaveText('8 runs')
    await addExperiment(page, 'Second')
    await expect(count(page)).toHaveText('16 runs')
    const arms = page.getByRole('list', { name: 'Arms' })
    await expect(arms.getByRole('button', { pressed: true })).toHaveText(['none (First)', 'none (Second)'])
    await arms.getByRole('button', { name: 'none (First)' }).click()
    await expect(arms.getByRole('button', { pressed: true })).toHaveText(['none (Second)'])
    await page.getByRole('button', { name: 'Take First out of the comparison' }).click()
    await expect(page.getByRole('button', { name: 'Take Second out of the comparison' })).toBeFocused()
    await expect(arms.getByRole('button', { pressed: true })).toHaveText(['none'])
    await expect(count(page)).toHaveText('8 runs')

    const grid = page.getByRole('grid', { name: 'Runs that are compared' })
    for (const seed of [1, 2])
      await grid.getByRole('checkbox', { name: `Select none, batch 16, seed ${seed}`, exact: true }).click()
    await page.getByRole('button', { name: 'Compare 2 alone' }).click()
    await expect(count(page)).toHaveText('2 runs')
    await page.getByRole('button', { name: 'Clear all filters' }).click()
    await expect(page.getByRole('search').locator(':focus')).toBeVisible()
    await expect(count(page)).toHaveText('16 runs')
    await page.goBack()
    await addExperiment(page, 'First')
    await expect(page.getByRole('button', { name: '18 chosen runs' })).toBeVisible()
    await page.getByRole('button', { name: 'Take Second out of the comparison' }).click()
    await expect(page.getByRole('button', { name: '16 chosen runs' })).toBeVisible()
    await expect(count(page)).toHaveText('8 runs')
  },
)

test(
  'a copied link opens the view as it was: its zoom and intervals, through the palette',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await page.addInitScript(() => {
      navigator.clipboard.writeText = (text) => {
        Object.assign(window, { copied: text })
        return Promise.resolve()
      }
    })
    await workbench.open(`/compare?hide=sizes&experiment=${id!}`)
    await verdict(page).getByRole('switch', { name: 'Intervals of each comparison alone' }).click()
    await expect(page).toHaveURL(/intervals=alone/)
    const shown = page.getByRole('group', { name: 'Shown part of the horizontal axis' })
    const [from, to] = ['Start', 'End'].map((end) =>
      shown.getByRole('slider', { name: `${end} of the shown part, in percent` }),
    )
    await from!.focus()
    for (let press = 0; press < 3; press++) await page.keyboard.press('ArrowRight')
    await to!.focus()
    await page.keyboard.press('ArrowLeft')
    await expect(from!).toHaveAttribute('aria-valuenow', '3')
    await expect(page).toHaveURL(/zoom=3-99/)
    await page.getByRole('switch', { name: 'Logarithmic' }).click()
    await expect(page).toHaveURL(/scale=log/)
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect(page.getByText('The link is copied').first()).toBeVisible()
    const link = await page.evaluate(() => (window as Window & { copied?: string }).copied)
    await page.goBack()
    await expect(page).not.toHaveURL(/scale=log/)
    await expect(to!).toHaveAttribute('aria-valuenow', '99')
    await page.goBack()
    await expect(page).not.toHaveURL(/intervals/)
    await expect(to!).toHaveAttribute('aria-valuenow', '100')

    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Find anything' })
    await palette.getByRole('textbox').or(palette.getByRole('combobox')).fill(link!)
    await expect(page.getByRole('option')).toHaveText(['Open the link: Compare'])
    await page.keyboard.press('Enter')
    await expect(verdict(page).getByRole('switch')).toBeChecked()
    await expect(from!).toHaveAttribute('aria-valuenow', '3')
    await expect(part(page, 'Training loss')).toContainText('Logarithmic axis.')
  },
)

test(
  'seeds are offered to one design at a time, with the number of their runs',
  ON_SERVER,
  async ({ page, workbench }) => {
    const ids = await openKnown(
      workbench,
      { name: 'First', seeds: [1, 2] },
      { name: 'Second', seeds: [1, 2], batchSizes: [32] },
    )
    await workbench.open(`/compare?hide=curves${ids.map((id) => `&experiment=${id}`).join('')}`)
    const offer = verdict(page).getByRole('button', { name: 'Train more seeds' })
    await expect(verdict(page)).toContainText('of 2 designs (“First”; “Second”)')
    await expect(offer).toBeDisabled()
    await page.getByRole('button', { name: 'Take Second out of the comparison' }).click()
    await expect(offer).toBeEnabled()
    const [, seeds, runs] = /(\d+) seeds?, (\d+) runs/.exec((await offer.textContent())!)!.map(Number)
    expect(runs).toBe(4 * seeds!)
  },
)

test(
  'more experiments than one comparison has are not offered to compare, and named in a link',
  ON_SERVER,
  async ({ page, workbench }) => {
    const small = { seeds: [1], batchSizes: [16] }
    const ids = await openKnown(
      workbench,
      ...Array.from({ length: 51 }, (_, index) => ({ ...small, name: `Known ${index}` })),
    )
    await workbench.open('/experiments')
    await page.getByRole('checkbox', { name: 'Select all' }).click()
    const compare = page.getByRole('toolbar').getByRole('link', { name: 'Compare' })
    await expect(compare).toBeDisabled()
    await expect(compare).toHaveAttribute('title', 'A comparison has at most 50 experiments')
    await page.getByRole('checkbox', { name: 'Select Known 50' }).click()
    await expect(compare).toBeEnabled()
    await workbench.open(`/compare?hide=curves${ids.map((id) => `&experiment=${id}`).join('')}`)
    await expect(page.getByText('1 experiment beyond the first 50')).toBeVisible()
  },
)

test(
  'who passes through the target does not change it; an experiment in the trash is marked',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await workbench.open(`/compare?hide=curves&target=0.97125&experiment=${id!}`)
    const target = page.getByRole('textbox', { name: 'Target test accuracy' })
    await expect(target).toHaveValue('97.125')
    await target.focus()
    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Take 50 %' })).toBeFocused()
    await expect(page).toHaveURL(/target=0\.97125/)
    const compared = page.getByRole('list', { name: 'Experiments that are compared' })
    await expect(compared).toHaveText('Known')
    const { api, close } = await attachedHost(workbench.database)
    await api.call('experiments.trash', { ids: [id!] })
    await expect(compared).toHaveText('Known in the trash', { useInnerText: true })
    await api.call('experiments.restore', { ids: [id!] })
    close()
    await expect(compared).toHaveText('Known')
  },
)

test(
  'what can’t come is not promised: of one arm, and of a filter that keeps nothing',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await workbench.open(`/compare?hide=curves&experiment=${id!}&arm=none`)
    await expect(count(page)).toHaveText('8 runs')
    await expect(part(page, 'Difference to none')).toContainText('A difference needs a second arm.')
    await expect(part(page, 'Results')).toContainText('mean over the seeds')
    await expect(part(page, 'Results')).not.toContainText('marked as the best')

    await workbench.open(`/compare?hide=curves&experiment=${id!}&seed=77`)
    await expect(count(page)).toHaveText('0 runs')
    const cards = [
      ...['Final test accuracy by batch size', 'Difference to the baseline', 'Stability map', 'Results'],
      ...['Training until a target is reached', 'Training against evaluation'],
    ]
    for (const card of cards) await expect(part(page, card)).toContainText('No run is left by the filters.')
    for (const card of cards)
      await expect(part(page, card)).not.toContainText(
        /result yet|reached it\. Set|evaluated yet|marked as the best/,
      )
  },
)

test('no numbers of before stand under other experiments', ON_SERVER, async ({ page, workbench }) => {
  const held: (() => void)[] = []
  let isHeld = false
  await page.routeWebSocket(/.*/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      if (isHeld) held.push(() => socket.send(message))
      else socket.send(message)
    })
  })
  const ids = await openKnown(workbench, { name: 'First' }, { name: 'Second', seeds: [5, 6, 7] })
  await workbench.open(`/compare?hide=curves${ids.map((id) => `&experiment=${id}`).join('')}`)
  await expect(count(page)).toHaveText('28 runs')
  isHeld = true
  await page.getByRole('button', { name: 'Take Second out of the comparison' }).click()
  await expect(page.getByRole('list', { name: 'Experiments that are compared' })).toHaveText('First')
  await expect(verdict(page)).toBeHidden()
  isHeld = false
  for (const answer of held) answer()
  await expect(count(page)).toHaveText('16 runs')
})

test('a map that needs more learning rates leads to their field', async ({ page, workbench }) => {
  const [id] = await openKnown(workbench, { name: 'Known' })
  await workbench.open(`/compare?hide=curves&experiment=${id!}`)
  await page.getByRole('link', { name: 'Repeat with more learning rates' }).click()
  const rates = page.getByRole('textbox', { name: 'Learning rates' })
  await expect(rates).toBeFocused()
  await expect(rates).toBeInViewport()
  await expect(page).toHaveURL(/#\/new$/)
})
