import type { Page } from '@playwright/test'
import { openKnown } from './known-experiments.ts'
import { openStore } from '../../src/host/store/open-store.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { VIEWS } from './views.ts'
import { expect, ON_SERVER, test, type RunningWorkbench } from './workbench.ts'

/** The smallest window that there is a design for, the usual one, and a large one. */
const SIZES = [
  { width: 1024, height: 700 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
]

const SHOWN = 'a, button, input, h1, h2, h3, p, dd, li, canvas, svg'

/** What stands out to the right: of the page, its view, its charts and the plan; a part that scrolls by itself, a table say, may. */
function standingOut(page: Page): Promise<string[]> {
  return page.evaluate((shown) => {
    const main = document.querySelector<HTMLElement>('main')!
    const isScrolled = (element: Element | null): boolean =>
      element !== null &&
      element !== main &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || isScrolled(element.parentElement))
    const wide = [
      document.documentElement,
      main,
      ...Array.from(main.querySelectorAll('figure, aside')),
    ].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    // The window itself never scrolls: what is longer scrolls in its view.
    if (document.documentElement.scrollHeight > innerHeight) wide.push(document.documentElement)
    const out = Array.from(main.querySelectorAll<HTMLElement>(shown)).filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1 && !isScrolled(element),
    )
    return [...wide, ...out].map((element) => element.outerHTML.slice(0, 120))
  }, SHOWN)
}

/** As long and as wide as names may be, without a place to break them. */
const LONG_NAMES = {
  name: 'W'.repeat(200),
  arms: [
    { name: 'W'.repeat(60), normalization: { type: 'none' as const } },
    { name: `${'W'.repeat(59)}B`, normalization: { type: 'batch' as const } },
    // Two alike, so that a note of the plan has both names.
    { name: `${'W'.repeat(59)}C`, normalization: { type: 'batch' as const } },
  ],
  data: { dataset: 'digits', trainExamples: 400, testExamples: 200 },
  learningRates: [0.01, 0.1],
}

/** The addresses with something of an experiment, given what it and a run of it are called by. */
const viewsOf = (id: string, run: string): string[] => [
  `/experiments/${id}`,
  ...['runs', 'curves', 'settings', 'notes'].map((tab) => `/experiments/${id}?tab=${tab}`),
  `/runs/${run}`,
  `/compare?experiment=${id}`,
]

async function expectWithin(page: Page, routes: readonly string[]): Promise<void> {
  for (const route of routes) {
    await page.evaluate((address) => location.assign(`#${address}`), route)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    // What a view asks for is there, or not yet; most is after this.
    await page.waitForTimeout(700)
    for (const size of SIZES) {
      await page.setViewportSize(size)
      // Charts are drawn anew a moment after.
      const what = `${route}, ${size.width} × ${size.height}`
      await expect.poll(() => standingOut(page), { message: what, timeout: 5000 }).toEqual([])
    }
  }
}

async function openStored(workbench: RunningWorkbench, changes: Partial<SpecInput>): Promise<string[]> {
  const [id] = await openKnown(workbench, changes)
  const store = openStore(workbench.database)
  const [run] = store.runs.ofExperiment(id!)
  store.close()
  await workbench.open()
  return viewsOf(id!, run!.id)
}

test('no view is wider than its window, be that small or large', ON_SERVER, async ({ page, workbench }) => {
  test.slow()
  const views = await openStored(workbench, { name: 'Known' })
  await expectWithin(page, [...VIEWS, ...views])
})

test('nor with names as long as they may be', ON_SERVER, async ({ page, workbench }) => {
  test.slow()
  const views = await openStored(workbench, LONG_NAMES)
  const repeated = views[0]!.replace('/experiments/', '/new?from=')
  await expectWithin(page, ['/experiments', repeated, ...views])
})

test(
  'the usual columns of a list are all within the usual window',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await workbench.open('/experiments')
    for (const [name, route] of [
      ['Experiments', '/experiments'],
      ['Runs', `/experiments/${id!}?tab=runs`],
    ] as const) {
      const grid = page.getByRole('grid', { name, exact: true })
      await page.evaluate((address) => location.assign(`#${address}`), route)
      await expect(grid.getByRole('row').nth(1)).toBeVisible()
      const overhang = () => grid.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
      await expect.poll(overhang, { message: route }).toBe(0)
    }
    await page.setViewportSize({ width: 1024, height: 700 })
    await expect(page.getByRole('columnheader', { name: 'Test accuracy, %' })).toBeInViewport({ ratio: 1 })
  },
)
