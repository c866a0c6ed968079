import { expect, test as base } from '@playwright/test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDesktop } from './desktop-page.ts'
import { WorkbenchServer } from './workbench-server.ts'

/** A workbench of its own for each test: a fresh folder, a real server, real trainers. */
export type RunningWorkbench = {
  /** Holds the database and the data sets; gone after the test. */
  home: string
  database: string
  /** What the server printed. */
  link: () => string
  /** Opens the page as a user does, at the link that the server prints. */
  open: (route?: string) => Promise<void>
  /** Ends the server as Ctrl-C does; `start` begins again over the same database, at any port. */
  stop: () => Promise<void>
  start: (port?: number) => Promise<void>
}

/** What a page said that a user would call a fault: errors, refused content, requests that leave the machine. */
export type PageFaults = string[]

/** Where a project's scenarios run: in a browser over the server, in Electron, or under the double of Electron. */
export type Shell = 'browser' | 'electron' | 'double'

/**
 * Marks a scenario that needs a server: to print a link, to be ended while its page stays, to have several tabs. A
 * desktop's window ends with its host and is opened without a link, so projects of the desktop are without these.
 */
export const ON_SERVER = { tag: '@server' }

type Fixtures = { shell: Shell; home: string; workbench: RunningWorkbench; faults: PageFaults }

export const test = base.extend<Fixtures>({
  shell: ['browser', { option: true }],
  home: async ({}, use) => {
    const home = await mkdtemp(join(tmpdir(), 'bnw-e2e-'))
    await use(home)
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  },
  page: async ({ page, shell, home }, use) => {
    if (shell === 'browser') return use(page)
    const desktop = await openDesktop(shell, home)
    await use(desktop.page)
    await desktop.close()
  },
  faults: [
    async ({ page }, use) => {
      const faults: PageFaults = []
      page.on('console', (message) => {
        const isFault = message.type() === 'error' || message.type() === 'warning'
        if (isFault && !isRefusedConnection(message.text())) faults.push(message.text())
      })
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('request', (request) => {
        if (!isOfThisMachine(request.url())) faults.push(request.url())
      })
      await use(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
  workbench: async ({ page, shell, home }, use) => {
    const server = shell === 'browser' ? new WorkbenchServer(home) : null
    await server?.start()
    await use({
      ...{ home, database: join(home, 'workbench.db') },
      link: () => server!.link,
      start: (port) => server!.start(port),
      async stop() {
        await server!.stop()
      },
      async open(route = '/') {
        // The route comes with the link: a view that is open already could be changing the address itself.
        if (server !== null) await page.goto(`${server.link}#${route}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
        if (server === null && route !== '/')
          await page.evaluate((address) => location.assign(address), `#${route}`)
      },
    })
    // First, so that it does not look for its server any more.
    await page.close()
    await server?.stop()
  },
})

export { expect }

/** What a browser says for itself when a server goes, and while a page waits for it to come back; a page can't prevent it. */
function isRefusedConnection(text: string): boolean {
  return text.startsWith('WebSocket connection to') && /ERR_CONNECTION_(REFUSED|RESET)/.test(text)
}

/** Its own files in a browser, in Electron, and as the double of Electron names them. */
function isOfThisMachine(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return (
    ['data:', 'blob:', 'app:', 'file:'].includes(protocol) ||
    hostname === '127.0.0.1' ||
    hostname.endsWith('.app.double.test')
  )
}
