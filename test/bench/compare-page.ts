import { chromium, type Page } from 'playwright-core'
import { openStore } from '../../src/host/store/open-store.ts'
import { headlessBrowser } from '../e2e/headless-browser.ts'
import { WorkbenchServer } from '../e2e/workbench-server.ts'
import { median } from './figures.ts'
import { addFiveHundredRuns, addTwoHundredRuns, SEEDS } from './made-comparison.ts'
import type { Report } from './store-report.ts'

const TIMES = 9
/** So long nothing more may be drawn before a view counts as drawn. */
const QUIET_MS = 400
/** Charts are drawn once they can be seen: the verdict's table would push them out of sight. */
const CHARTS_FIRST = 'hide=verdict'

/** What a comparison takes in the page, host and WebSocket included: from the address to the last stroke on a chart. */
export async function benchComparePage(home: string, report: Report): Promise<void> {
  const server = new WorkbenchServer(home)
  const store = openStore(server.database)
  const many = addFiveHundredRuns(store)
  const long = addTwoHundredRuns(store, 2000)
  store.close()
  await server.start()
  const browser = await chromium.launch(await headlessBrowser())
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.addInitScript(watchStrokes)
    await page.goto(server.link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await benchOpening(page, many, report)
    await benchFilter(page, long, report)
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function benchOpening(page: Page, ids: readonly string[], report: Report): Promise<void> {
  const address = `#/compare?${CHARTS_FIRST}&${ids.map((id) => `experiment=${id}`).join('&')}`
  const times: number[] = []
  for (let turn = 0; turn <= TIMES; turn++) {
    times.push(await timeToDraw(page, address))
    await page.evaluate(() => location.assign('#/learn'))
    await page.waitForTimeout(QUIET_MS)
  }
  const [first, ...later] = times
  report('opening 500 runs in the page, the first time: its scripts too', first!, 'ms')
  report('opening 500 runs in the page', median(later), 'ms', { most: 500 })
}

/** Each turn leaves another seed out, so that nothing can have been kept from before. */
async function benchFilter(page: Page, id: string, report: Report): Promise<void> {
  const all = Array.from({ length: SEEDS }, (_, index) => index + 1)
  const addressWithout = (left: number) =>
    `#/compare?${CHARTS_FIRST}&experiment=${id}&unit=steps&${all.flatMap((seed) => (seed === left ? [] : [`seed=${seed}`])).join('&')}`
  await timeToDraw(page, addressWithout(SEEDS))
  const times: number[] = []
  for (let turn = 1; turn <= TIMES; turn++) times.push(await timeToDraw(page, addressWithout(turn)))
  report('200 runs × 2000 steps drawn again in the page after a filter', median(times), 'ms', { most: 100 })
}

type Watched = Window & { lastStroke?: number }

/** In the page: remembers when a canvas was last drawn on. */
function watchStrokes(): void {
  const { prototype } = CanvasRenderingContext2D
  for (const name of ['stroke', 'fill', 'fillText'] as const) {
    const draw: (this: CanvasRenderingContext2D, ...args: never[]) => void = Reflect.get(prototype, name)
    Object.assign(prototype, {
      [name](this: CanvasRenderingContext2D, ...args: never[]) {
        ;(window as Watched).lastStroke = performance.now()
        draw.apply(this, args)
      },
    })
  }
}

/** Milliseconds from the change of the address to the last stroke before nothing more is drawn, on the page's clock. */
async function timeToDraw(page: Page, address: string): Promise<number> {
  return page.evaluate(
    async ([hash, quiet]) => {
      const start = performance.now()
      const last = () => (window as Watched).lastStroke ?? 0
      location.hash = hash
      while (last() < start || performance.now() - last() < quiet) {
        if (performance.now() - start > 20_000) throw new Error('Nothing was drawn.')
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return last() - start
    },
    [address, QUIET_MS] as const,
  )
}
