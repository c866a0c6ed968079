/**
 * npm run bench:history-page -- [--experiments 10000] [--seconds 10]
 * Builds a database with a long history, ten runs an experiment, serves it, and opens the page in a headless browser: how
 * long a search, an order and a filter take until their rows are shown, and whether any task of the page is longer than
 * 50 ms while the list is scrolled. Ends with exit code 1 when a limit is not kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Page } from 'playwright-core'
import { openStore } from '../../src/host/store/open-store.ts'
import { headlessBrowser } from '../e2e/headless-browser.ts'
import { WorkbenchServer } from '../e2e/workbench-server.ts'
import { median } from './figures.ts'
import { fillHistory } from './store-history.ts'
import { reporter, type Report } from './store-report.ts'

const TIMES = 5
const LONGEST_TASK = { most: 50 }

const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '10' },
  },
})
const experiments = Number(values.experiments)
const home = mkdtempSync(join(tmpdir(), 'bnw-bench-page-'))
const server = new WorkbenchServer(home)
const { report, areAllKept } = reporter()
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'processor unknown'}\n`)

const store = openStore(server.database)
fillHistory(store, experiments)
store.close()
await server.start()
const browser = await chromium.launch(await headlessBrowser())
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addInitScript(observeLongTasks)
  await page.goto(server.link)
  await page.locator('[role=grid] [role=row] a').first().waitFor()
  await benchAnswers(page, report)
  await benchScrolling(page, 1000 * Number(values.seconds), report)
} finally {
  await browser.close()
  await server.stop()
  rmSync(home, { recursive: true })
}
process.exitCode = areAllKept() ? 0 : 1

/** In the page: the lengths of all tasks over 50 ms, in milliseconds. */
function observeLongTasks(): void {
  const lengths: number[] = []
  Object.assign(window, { longTasks: lengths })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) lengths.push(duration)
  }).observe({ type: 'longtask' })
}

async function takeLongTasks(page: Page): Promise<number[]> {
  return page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0))
}

async function benchAnswers(page: Page, report: Report): Promise<void> {
  const addresses = {
    search: (turn: number) => `search=number+${4242 + turn}`,
    'order by name': (turn: number) => `sort=name&order=${turn % 2 === 0 ? 'ascending' : 'descending'}`,
    'filter by tag': (turn: number) => `tag=${['adam', 'deep', 'ghost', 'seed', 'cosine'][turn % 5]!}`,
    'filter by status': (turn: number) => `status=${turn % 2 === 0 ? 'incomplete' : 'finished'}`,
  }
  for (const [what, addressOf] of Object.entries(addresses)) {
    const times = []
    for (let turn = 0; turn < TIMES; turn++) times.push(await timeToShow(page, addressOf(turn)))
    report(`${what} of ${experiments}, until its rows are shown`, median(times), 'ms')
  }
  await timeToShow(page, '')
  await takeLongTasks(page)
}

/** From the change of the address to the frame after the change of the first row, within the page. */
async function timeToShow(page: Page, query: string): Promise<number> {
  return page.evaluate(async (address) => {
    const first = () => document.querySelector('[data-row="0"] a')?.textContent ?? ''
    const before = first()
    const start = performance.now()
    location.hash = address
    while (first() === before && performance.now() - start < 5000)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    return performance.now() - start
  }, `#/experiments?${query}`)
}

async function benchScrolling(page: Page, milliseconds: number, report: Report): Promise<void> {
  const frames = await page.evaluate(async (duration) => {
    const grid = document.querySelector('[role=grid]')!
    const start = performance.now()
    let [last, longest, count] = [start, 0, 0]
    let now = start
    while (
      (now = await new Promise<number>((resolve) => requestAnimationFrame(resolve))) - start <
      duration
    ) {
      // A wheel turned fast, and now and then a jump by the scroll bar.
      grid.scrollTop += count % 60 === 59 ? 40 * 700 : 120
      longest = Math.max(longest, now - last)
      last = now
      count++
    }
    return { count, longest, seconds: (now - start) / 1000 }
  }, milliseconds)
  const tasks = await takeLongTasks(page)
  report(`frames a second while scrolling for ${milliseconds / 1000} s`, frames.count / frames.seconds, '1/s')
  report('longest time between two frames', frames.longest, 'ms')
  report('tasks over 50 ms while scrolling', tasks.length, '', { most: 0 })
  report('longest task while scrolling (0: none over 50 ms)', Math.max(0, ...tasks), 'ms', LONGEST_TASK)
}
