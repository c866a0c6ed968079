/**
 * Pictures of every view for docs/screenshots, of a workbench that is new, one at work and one with a long history:
 *   node scripts/screenshots.ts [FOLDER]
 * The page is the built one, with a server, a database and trainers of its own; nothing in the pictures is made up but
 * the long history's experiments.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import type { HostApi } from '../src/contract/host.ts'
import { assignment } from '../src/domain/presets/assignment.ts'
import { openStore, type Store } from '../src/host/store/open-store.ts'
import { fillHistory } from '../test/bench/store-history.ts'
import { headlessBrowser } from '../test/e2e/headless-browser.ts'
import { WorkbenchServer } from '../test/e2e/workbench-server.ts'
import { attachedHost } from '../test/host/attached-host.ts'
import { withDownload } from './downloading-workbench.ts'

const SIZE = { width: 1280, height: 800 }
const HISTORY = 2000

const folder = process.argv[2] ?? fileURLToPath(new URL('../docs/screenshots', import.meta.url))
mkdirSync(folder, { recursive: true })
const home = mkdtempSync(join(tmpdir(), 'bnw-screenshots-'))
const server = new WorkbenchServer(home)
const browser = await chromium.launch(await headlessBrowser())
try {
  await withServer(async (link) => {
    await take(browser, link, 'empty', {
      experiments: '/experiments',
      new: '/new',
      queue: '/queue',
      compare: '/compare',
      trash: '/trash',
      datasets: '/datasets',
    })
    await take(browser, link, 'full', { datasets: '/datasets', learn: '/learn', settings: '/settings' })
    await withHost((api) => trainAssignment(api, (routes) => take(browser, link, 'busy', routes)))
    await withHost(async (api) => take(browser, link, 'full', await finishedViews(api)))
  })
  const store = openStore(server.database)
  fillHistory(store, HISTORY)
  store.experiments.trash(oldestIds(store), Date.now())
  store.close()
  await withServer(async (link) => {
    // What the last program had in its queue waits there.
    await take(browser, link, 'full', { experiments: '/experiments', trash: '/trash', queue: '/queue' })
    const page = '/new?preset=notebook-order'
    await take(browser, link, 'full', { new: page })
    await take(browser, link, 'wrong', { new: page }, spoil)
  })
  await withDownload((link) => take(browser, link, 'busy', { datasets: '/datasets' }))
} finally {
  await browser.close()
  rmSync(home, { recursive: true })
}

type Routes = Record<string, string>

/** The views `routes` in both modes, as VIEW-STATE-MODE.png, after something was done to each. */
async function take(
  browser: Browser,
  link: string,
  state: string,
  routes: Routes,
  act: (page: Page) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ viewport: SIZE, colorScheme })
    await page.goto(link)
    // The link's page leads on to the workbench first.
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const [view, route] of Object.entries(routes)) {
      await page.evaluate((address) => location.assign(`#${address}`), route)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await act(page)
      // Charts are drawn once their answers are there.
      await page.waitForTimeout(2500)
      await page.screenshot({ path: join(folder, `${view}-${state}-${colorScheme}.png`) })
    }
    await page.close()
  }
}

/** The assignment's experiment; the pictures of it at work are taken when a third is trained. */
async function trainAssignment(api: HostApi, takeBusy: (routes: Routes) => Promise<void>): Promise<void> {
  const { id } = await api.call('experiments.create', { spec: assignment.spec, preset: 'assignment' })
  await until(async () => (await api.call('experiments.get', { id })).share > 1 / 3)
  const { runs } = await api.call('runs.list', { experimentId: id, statuses: ['running'] })
  const views = {
    ...{ experiment: `/experiments/${id}`, run: `/runs/${runs[0]!.id}` },
    compare: `/compare?experiment=${id}`,
  }
  await takeBusy({ ...views, queue: '/queue', experiments: '/experiments' })
  await until(async () => (await api.call('experiments.get', { id })).status === 'finished')
}

async function finishedViews(api: HostApi): Promise<Routes> {
  const { experiments } = await api.call('experiments.list', {})
  const { id } = experiments[0]!
  const { runs } = await api.call('runs.list', { experimentId: id })
  const normalized = runs.find(({ arm, batchSize }) => arm === 'batch' && batchSize === 16) ?? runs[0]!
  return {
    experiment: `/experiments/${id}`,
    run: `/runs/${normalized.id}`,
    compare: `/compare?experiment=${id}`,
  }
}

/** Fills the form in wrongly, as it is easily done. */
async function spoil(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Momentum', exact: true }).fill('1.5')
  await page.getByRole('textbox', { name: 'Batch sizes' }).fill('0 ')
}

function oldestIds(store: Store): string[] {
  const query = {
    search: '',
    trashed: false,
    sort: 'created',
    descending: false,
    offset: 0,
    limit: 12,
  } as const
  return store.experiments.list(query, { isPaused: false, here: new Set() }).experiments.map(({ id }) => id)
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(200)
}

async function withHost(act: (api: HostApi) => Promise<void>): Promise<void> {
  const host = await attachedHost(server.database)
  try {
    await act(host.api)
  } finally {
    host.close()
  }
}

async function withServer(act: (link: string) => Promise<void>): Promise<void> {
  await server.start()
  try {
    await act(server.link)
  } finally {
    await server.stop()
  }
}
