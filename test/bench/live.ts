/**
 * npm run bench:live -- [--pairs 4] [--seconds 15] [--runs 16]
 * Sixteen runs, or another even number, train at once while the page of their experiment is open, and turn by turn while it is closed. Prints
 * how much of a core the page's main thread takes, its long tasks, how often the curves are drawn, and what the
 * open page costs the training: steps a second with it over steps a second without it, in pairs of turns.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { chromium, type Browser } from 'playwright-core'
import type { HostApi } from '../../src/contract/host.ts'
import { assignment } from '../../src/domain/presets/assignment.ts'
import { headlessBrowser } from '../e2e/headless-browser.ts'
import { WorkbenchServer } from '../e2e/workbench-server.ts'
import { attachedHost } from '../host/attached-host.ts'
import { median } from './figures.ts'

/** What the open page did in one turn. */
type PageFigures = { busy: number; longTasks: number; longest: number; updates: number }

const { values } = parseArgs({
  options: {
    pairs: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '15' },
    runs: { type: 'string', default: '16' },
  },
})
const [pairs, seconds, runs] = [Number(values.pairs), Number(values.seconds), Number(values.runs)]

const home = mkdtempSync(join(tmpdir(), 'bnw-bench-live-'))
const server = new WorkbenchServer(home)
await server.start()
const { link } = server
const browser = await chromium.launch(await headlessBrowser())
const host = await attachedHost(server.database)
try {
  await measure(host.api, browser)
} finally {
  await browser.close()
  host.close()
  await server.stop()
  rmSync(home, { recursive: true })
}

async function measure(api: HostApi, browser: Browser): Promise<void> {
  const id = await startTraining(api)
  console.log(
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'processor unknown'}, ${cpus().length} cores`,
  )
  console.log(`${runs} runs in training; ${pairs} pairs of turns of ${seconds} s\n`)
  const figures: PageFigures[] = []
  const ratios: number[] = []
  for (let pair = 0; pair < pairs; pair++) {
    // The other one first in every second pair, so that what changes over time falls on both.
    const openFirst = pair % 2 === 0
    const closedBefore = openFirst ? null : await stepsPerSecond(api, id)
    const { page, rate } = await withPage(api, browser, id)
    const closed = closedBefore ?? (await stepsPerSecond(api, id))
    figures.push(page)
    ratios.push(rate / closed)
    console.log(
      `pair ${pair + 1}: main thread busy ${(100 * page.busy).toFixed(1)} %, ${page.longTasks} tasks over 50 ms ` +
        `(longest ${page.longest.toFixed(0)} ms), ${page.updates.toFixed(1)} updates a second; ` +
        `${rate.toFixed(0)} steps/s open, ${closed.toFixed(0)} closed, ratio ${(rate / closed).toFixed(3)}`,
    )
  }
  const ofAll = (key: keyof PageFigures): number => median(figures.map((each) => each[key]))
  console.log(
    `\nmedians: main thread busy ${(100 * ofAll('busy')).toFixed(1)} %, ${ofAll('updates').toFixed(1)} updates a ` +
      `second, training with the page open at ${median(ratios).toFixed(3)} of its speed without`,
  )
}

/** Two arms and up to two batch sizes: as many runs as wanted, of which none ends while it is measured. */
async function startTraining(api: HostApi): Promise<string> {
  await api.call('system.changeSettings', { parallel: runs })
  const batchSizes = runs % 4 === 0 ? [32, 64] : [64]
  const seeds = Array.from({ length: runs / 2 / batchSizes.length }, (_, seed) => seed + 1)
  const spec = {
    ...assignment.spec,
    ...{ batchSizes, seeds, budget: { unit: 'steps', amount: 5_000_000 } },
    evaluation: { everyEpochs: 5 },
  }
  const { id } = await api.call('experiments.create', { spec })
  for (;;) {
    const { runs: trained } = await api.call('runs.list', { experimentId: id, limit: 1000 })
    if (trained.every(({ stepsDone }) => stepsDone > 100)) return id
    await setTimeout(200)
  }
}

async function stepsPerSecond(api: HostApi, id: string): Promise<number> {
  const count = async (): Promise<number> => {
    const { runs: trained } = await api.call('runs.list', { experimentId: id, limit: 1000 })
    return trained.reduce((sum, { stepsDone }) => sum + stepsDone, 0)
  }
  const [before, from] = [await count(), performance.now()]
  await setTimeout(1000 * seconds)
  const after = await count()
  return (after - before) / ((performance.now() - from) / 1000)
}

async function withPage(
  api: HostApi,
  browser: Browser,
  id: string,
): Promise<{ page: PageFigures; rate: number }> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(link)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate((address) => location.assign(address), `#/experiments/${id}`)
  await page.locator('[data-points]').first().waitFor()
  // What is measured is the page at work, not the first filling of its charts.
  await setTimeout(5000)
  await page.evaluate(watchPage)
  const session = await page.context().newCDPSession(page)
  // Processor time, not the clock's: with every core in training the page also waits for its turn.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busySeconds = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')!.value
  }
  const [busyBefore, from] = [await busySeconds(), performance.now()]
  const rate = await stepsPerSecond(api, id)
  const lasted = (performance.now() - from) / 1000
  const busy = ((await busySeconds()) - busyBefore) / lasted
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen)
  await page.close()
  return {
    page: { busy, longTasks: seen.longTasks, longest: seen.longest, updates: seen.updates / lasted },
    rate,
  }
}

type Seen = { longTasks: number; longest: number; updates: number }

/** Runs in the page: counts its long tasks, and how often the first panel is drawn anew. */
function watchPage(): void {
  const seen: Seen = { longTasks: 0, longest: 0, updates: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      seen.longTasks++
      seen.longest = Math.max(seen.longest, duration)
    }
  }).observe({ type: 'longtask' })
  const panel = document.querySelector('[data-points]')!
  new MutationObserver(() => seen.updates++).observe(panel, { attributes: true, subtree: true })
}
