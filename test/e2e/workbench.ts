import { expect, test as base } from '@playwright/test'
import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const server = fileURLToPath(new URL('../../src/server/main.ts', import.meta.url))

/** A workbench of its own for each test: a fresh folder, a real server, real trainers. */
export type RunningWorkbench = {
  /** Holds the database and the data sets; gone after the test. */
  home: string
  database: string
  /** Opens the page as a user does, at the link that the server prints. */
  open: (route?: string) => Promise<void>
  /** Ends the server as Ctrl-C does; `start` begins again over the same database, at any port. */
  stop: () => Promise<void>
  start: (port?: number) => Promise<void>
}

/** What a page said that a user would call a fault: errors, refused content, requests that leave the machine. */
export type PageFaults = string[]

export const test = base.extend<{ workbench: RunningWorkbench; faults: PageFaults }>({
  faults: [
    async ({ page }, use) => {
      const faults: PageFaults = []
      page.on('console', (message) => {
        const isFault = message.type() === 'error' || message.type() === 'warning'
        if (isFault && !isRefusedConnection(message.text())) faults.push(message.text())
      })
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url())
        if (!['data:', 'blob:'].includes(protocol) && hostname !== '127.0.0.1') faults.push(request.url())
      })
      await use(faults)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
  workbench: async ({ page }, use) => {
    const home = await mkdtemp(join(tmpdir(), 'bnw-e2e-'))
    const database = join(home, 'workbench.db')
    let running: { child: ChildProcess; link: string } | undefined
    const start = async (port = 0): Promise<void> => {
      running = await startServer(home, database, port)
    }
    const stop = async (): Promise<void> => {
      const { child } = running!
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
      running = undefined
    }
    await start()
    await use({
      ...{ home, database, start, stop },
      open: async (route = '/') => {
        // The route comes with the link: a view that is open already could be changing the address itself.
        await page.goto(`${running!.link}#${route}`)
        await page.getByRole('heading', { level: 1 }).waitFor()
      },
    })
    // First, so that it does not look for its server any more.
    await page.close()
    if (running) await stop()
    await rm(home, { recursive: true, force: true })
  },
})

export { expect }

/** What a browser says for itself while a page waits for its server to come back; a page can't prevent it. */
function isRefusedConnection(text: string): boolean {
  return text.startsWith('WebSocket connection to') && text.includes('ERR_CONNECTION_REFUSED')
}

async function startServer(
  home: string,
  database: string,
  port: number,
): Promise<{ child: ChildProcess; link: string }> {
  const child = fork(server, ['--db', database, '--port', String(port)], {
    env: { ...process.env, BNW_HOME: home },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const link = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with exit code ${String(code)}.`)))
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      const found = /http:\S+token=\S+/.exec(text)
      if (found) resolve(found[0])
    })
  })
  return { child, link }
}
