import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import type { HostAnswers, HostCall, HostInput } from '../../src/contract/host.ts'
import { launchDouble, type DoubleApp } from '../electron-double/launch.ts'
import { attachedHost } from '../host/attached-host.ts'
import { barsHome } from '../host/bars-home.ts'
import { tinySpec } from '../host/tiny-spec.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The built app under the double of Electron, with a home of its own. */
export type RunningDesktop = DoubleApp & {
  page: Page
  /** What a page says that a user would call a fault. */
  faults: string[]
  database: string
  /** Asks the app's host from outside, as `bnw` does while the app is open. */
  ask: <C extends HostCall>(call: C, input: HostInput<C>) => Promise<HostAnswers[C]>
  /** Processes of the app that run this script of the bundle. */
  processesOf: (script: 'host' | 'trainer') => number[]
  /** Ends it, whatever state it is in, and removes its home. */
  end: () => Promise<void>
}

/** @param folder holds the built app: this repository's, unless a test made another */
export async function runDesktop(folder = root): Promise<RunningDesktop> {
  const home = await barsHome()
  const database = join(home, 'workbench.db')
  const env = { ...process.env, BNW_HOME: home }
  const app = await launchDouble({ folder, env })
  const page = await app.firstWindow()
  page.setDefaultTimeout(60_000)
  // The page follows its address only once its first view is there.
  await page.getByRole('heading', { level: 1 }).waitFor()
  return {
    ...{ ...app, page, database, faults: faultsOf(page) },
    ask: (call, input) => askHolder(database, call, input),
    processesOf: (script) => childrenRunning(app.process.pid!, `${script}.js`),
    async end() {
      await app.kill()
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Begins an experiment of four runs in the window, as who was given a link to a design. */
export async function startInWindow({ page }: RunningDesktop, epochs: number): Promise<void> {
  const spec = { ...tinySpec, batchSizes: [64], seeds: [1, 2], budget: { unit: 'epochs', amount: epochs } }
  const coded = Buffer.from(JSON.stringify(spec)).toString('base64url')
  await page.evaluate((hash) => location.assign(hash), `#/new?spec=${coded}`)
  await page.getByRole('heading', { level: 1, name: 'New experiment' }).waitFor()
  await page.getByRole('button', { name: /^Start\b/ }).click()
  await page.waitForURL(/#\/experiments\//)
}

/** Has every message box of the app answered with this button, and kept in what it returns. */
export async function answerBoxes({ evaluate }: DoubleApp, button: string): Promise<void> {
  await evaluate(({ dialog }, wanted = '') => {
    const said = ((globalThis as { said?: string[] }).said ??= [])
    dialog.showMessageBox = (...args: unknown[]) => {
      const { message, detail, buttons = [] } = args.at(-1) as Electron.MessageBoxOptions
      said.push(`${message} ${detail ?? ''}`)
      return Promise.resolve({ response: buttons.indexOf(wanted), checkboxChecked: false })
    }
  }, button)
}

/** What the message boxes said so far. */
export function saidInBoxes({ evaluate }: DoubleApp): Promise<string[]> {
  return evaluate(() => (globalThis as { said?: string[] }).said ?? [])
}

/** Has what the system would be asked to show written into the app's output: the app may end at once after it. */
export async function writeNotifications({ evaluate }: DoubleApp): Promise<void> {
  await evaluate(({ Notification }) => {
    Notification.prototype.show = function (this: Electron.Notification): void {
      process.stdout.write(`Notified: ${this.title} ${this.body}\n`)
      this.emit('show')
    }
  })
}

/** Chooses in the native menu: `File`, `Back up database…`. */
export async function chooseInMenu({ evaluate }: DoubleApp, menu: string, label: string): Promise<void> {
  await evaluate(
    ({ Menu }, [menuLabel, itemLabel]: readonly string[] = []) => {
      const found = Menu.getApplicationMenu()?.items.find((item) => item.label === menuLabel)
      found?.submenu?.items.find((item) => item.label === itemLabel)?.click()
    },
    [menu, label] as const,
  )
}

async function askHolder<C extends HostCall>(
  database: string,
  call: C,
  input: HostInput<C>,
): Promise<HostAnswers[C]> {
  const { api, close } = await attachedHost(database)
  try {
    return await api.call(call, input)
  } finally {
    close()
  }
}

function faultsOf(page: Page): string[] {
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(error.message))
  return faults
}

/** Linux: the live children of a process. */
function childrenRunning(pid: number, script: string): number[] {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  const children = text === '' ? [] : text.split(' ').map(Number)
  return children.filter((child) => commandOf(child).includes(script))
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return '' // it has ended meanwhile
  }
}
