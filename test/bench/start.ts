/**
 * npm run bench:start -- [--times 5]
 * How long it takes from the command to the first page and to the first point on a curve, on a fresh home: the server's
 * start, the page until its heading is shown, and from the click that starts the assignment until a point is drawn, the
 * making of the data set included. Beside it what the page fetches: every request, how many leave the machine, and the
 * bytes of the built page.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium, type Browser } from 'playwright-core'
import { headlessBrowser } from '../e2e/headless-browser.ts'
import { WorkbenchServer } from '../e2e/workbench-server.ts'
import { median } from './figures.ts'
import { reporter } from './store-report.ts'

type Start = { server: number; page: number; point: number; requests: string[] }

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } })
const { report } = reporter()
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'processor unknown'}\n`)
const browser = await chromium.launch(await headlessBrowser())
const starts: Start[] = []
for (let time = 0; time < Number(values.times); time++) starts.push(await start(browser))
await browser.close()

const medianOf = (key: 'server' | 'page' | 'point') => median(starts.map((each) => each[key]))
report('until the server has printed its link', medianOf('server'), 'ms')
report('from there until the page is shown', medianOf('page'), 'ms')
report('from the click until the first point of a curve', medianOf('point'), 'ms')
const requests = starts.flatMap((each) => each.requests)
report('requests of a page, until its curves grow', starts[0]!.requests.length, '')
const foreign = requests.filter((address) => new URL(address).hostname !== '127.0.0.1')
report('of them to other machines', foreign.length, '', { most: 0 })
const built = fileURLToPath(new URL('../../out/renderer', import.meta.url))
report('the built page', megabytes(sizes(built, (bytes) => bytes.length)), 'MB')
report('  its scripts and styles, compressed', megabytes(sizes(built, compressed)), 'MB')
process.exitCode = foreign.length === 0 ? 0 : 1

async function start(browser: Browser): Promise<Start> {
  const home = mkdtempSync(join(tmpdir(), 'bnw-bench-start-'))
  const server = new WorkbenchServer(home)
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  try {
    const began = performance.now()
    await server.start()
    const served = performance.now()
    await page.goto(server.link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    const shown = performance.now()
    await page
      .getByRole('button', { name: /^Start/ })
      .first()
      .click()
    const isDrawn = () => {
      const panels = Array.from(document.querySelectorAll<HTMLElement>('[data-points]'))
      return panels.some(({ dataset }) => Number(dataset.points) > 0)
    }
    await page.waitForFunction(isDrawn, undefined, { timeout: 300_000 })
    const drawn = performance.now()
    return { server: served - began, page: shown - served, point: drawn - shown, requests }
  } finally {
    await page.close()
    await server.stop()
    rmSync(home, { recursive: true })
  }
}

function sizes(folder: string, sizeOf: (bytes: Buffer, name: string) => number): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return files.reduce(
    (sum, { parentPath, name }) => sum + sizeOf(readFileSync(join(parentPath, name)), name),
    0,
  )
}

function compressed(bytes: Buffer, name: string): number {
  return /\.(?:js|css|html)$/.test(name) ? gzipSync(bytes).length : 0
}

function megabytes(bytes: number): number {
  return bytes / 1e6
}
