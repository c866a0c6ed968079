import type { Page } from '@playwright/test'
import { openStore } from '../../src/host/store/open-store.ts'
import { fillHistory } from '../bench/store-history.ts'
import { axeViolations } from './axe-violations.ts'
import { VIEWS } from './views.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

async function expectNothing(page: Page, routes: readonly string[]): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const route of routes) {
      await page.evaluate((address) => location.assign(`#${address}`), route)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      // What a view asks for is there, or not yet: either must be right; most is after this.
      await page.waitForTimeout(700)
      // The modes differ in nothing but colours, and all rules take seconds.
      const audit = colorScheme === 'light' ? {} : { only: ['color-contrast', 'link-in-text-block'] }
      expect(await axeViolations(page, audit), `${route}, ${colorScheme}`).toEqual([])
    }
  }
}

test('axe finds nothing on any view of an empty workbench', async ({ page, workbench }) => {
  test.slow()
  await workbench.open()
  await expectNothing(page, VIEWS)
})

test(
  'axe finds nothing on any view with experiments, nor in what opens over them',
  ON_SERVER,
  async ({ page, workbench }) => {
    test.slow()
    await workbench.stop()
    const store = openStore(workbench.database)
    fillHistory(store, 40)
    const { experiments } = store.experiments.list(
      { search: '', trashed: false, sort: 'created', descending: true, offset: 0, limit: 2 },
      { isPaused: false, here: new Set() },
    )
    const { id } = experiments[0]!
    store.experiments.trash([experiments[1]!.id], Date.now())
    const [run] = store.runs.ofExperiment(id)
    store.close()
    await workbench.start()
    await workbench.open()
    await expectNothing(page, [
      '/experiments',
      `/experiments/${id}`,
      `/runs/${run!.id}`,
      `/compare?experiment=${id}`,
      '/trash',
    ])

    await page.evaluate(() => location.assign('#/experiments'))
    await expect(page.getByRole('grid').getByRole('link').first()).toBeVisible()
    const overlays: [string, () => Promise<void>][] = [
      [
        'menu of a row',
        () =>
          page
            .getByRole('button', { name: /^Actions for/ })
            .first()
            .click(),
      ],
      [
        'notes and tags',
        async () => {
          await page
            .getByRole('button', { name: /^Actions for/ })
            .first()
            .click()
          await page.getByRole('menuitem', { name: 'Notes and tags' }).click()
          await expect(page.getByRole('textbox', { name: 'Notes' })).toBeVisible()
        },
      ],
      ['filter', () => page.getByRole('search').getByRole('button', { name: 'Tag', exact: true }).click()],
      ['dates', () => page.getByRole('search').getByRole('button', { name: 'Created', exact: true }).click()],
      ['palette', () => page.keyboard.press('Control+k')],
      ['shortcuts', () => page.keyboard.press('?')],
      [
        'purge',
        async () => {
          await page.evaluate(() => location.assign('#/trash'))
          await page.getByRole('button', { name: 'Empty the trash' }).click()
          await expect(page.getByRole('dialog')).toContainText('Lost with it')
        },
      ],
    ]
    for (const [what, open] of overlays) {
      await open()
      await page.waitForTimeout(500)
      // What opens lies over the landmarks, in none of them: it is reached from the button that opens it.
      expect(await axeViolations(page, { without: ['region'] }), what).toEqual([])
      await page.keyboard.press('Escape')
      await page.waitForTimeout(300)
    }
  },
)
