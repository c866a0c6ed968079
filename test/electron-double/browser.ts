import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { headlessBrowser } from '../e2e/headless-browser.ts'
import { atExit } from './app.ts'

let context: BrowserContext | undefined
let first: Page | undefined

/** One headless Chromium for all windows. @returns where a test can attach to it */
export async function launchBrowser(): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'bnw-double-'))
  const { executablePath, args } = await headlessBrowser()
  const launched = await chromium.launchPersistentContext(profile, {
    executablePath,
    // Electron's pages are told when the other end of a port closes, which Chromium alone keeps for a trial.
    args: [...args, '--remote-debugging-port=0', '--enable-blink-features=MessagePortCloseEvent'],
    viewport: null,
    // Electron decides when it ends, not its browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  context = launched
  first = launched.pages()[0]
  atExit.push(async () => {
    await launched.close()
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  })
  const [port, path] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')
  return `ws://127.0.0.1:${port}${path}`
}

export async function newPage(): Promise<Page> {
  if (context === undefined) throw new Error('electron double: there is no browser yet')
  const page = first ?? (await context.newPage())
  first = undefined
  return page
}
