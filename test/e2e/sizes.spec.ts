import type { Page } from '@playwright/test'
import { openKnown } from './known-experiments.ts'
import { openStore } from '../../src/host/store/open-store.ts'
import { VIEWS } from './views.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

/** The smallest window that there is a design for, the usual one, and a large one. */
const SIZES = [
  { width: 1024, height: 700 },
  { width: 1920, height: 1080 },
  { width: 2560, height: 1440 },
]

const SHOWN = 'a, button, input, h1, h2, h3, p, canvas, svg'

/** What stands out to the right: of the page, and of its view; a part that scrolls by itself, a table say, may. */
function standingOut(page: Page): Promise<string[]> {
  return page.evaluate((shown) => {
    const main = document.querySelector<HTMLElement>('main')!
    const isScrolled = (element: Element | null): boolean =>
      element !== null &&
      element !== main &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || isScrolled(element.parentElement))
    const wide = [document.documentElement, main].filter(
      ({ scrollWidth, clientWidth }) => scrollWidth > clientWidth,
    )
    const out = Array.from(main.querySelectorAll<HTMLElement>(shown)).filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 1 && !isScrolled(element),
    )
    return [...wide, ...out].map((element) => element.outerHTML.slice(0, 120))
  }, SHOWN)
}

test('no view is wider than its window, be that small or large', ON_SERVER, async ({ page, workbench }) => {
  test.slow()
  const [id] = await openKnown(workbench, { name: 'Known' })
  const store = openStore(workbench.database)
  const [run] = store.runs.ofExperiment(id!)
  store.close()
  await workbench.open()
  const full = [
    `/experiments/${id!}`,
    `/experiments/${id!}?tab=runs`,
    `/runs/${run!.id}`,
    `/compare?experiment=${id!}`,
  ]
  for (const route of [...VIEWS, ...full]) {
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
})
