import { defineConfig } from '@playwright/test'
import { electronProgram } from './scripts/start/electron-program.ts'
import { windowObstacle } from './scripts/start/can-open-window.ts'
import { headlessBrowser } from './test/e2e/headless-browser.ts'
import { ON_SERVER, type Shell } from './test/e2e/workbench.ts'

// The scenarios are written once. They run in a browser always, in the window where Electron and a display are there,
// and by `npm run test:double` under the double of Electron.
const hasWindow = electronProgram() !== null && windowObstacle(process.platform, process.env) === null
const shells: Shell[] =
  process.env.BNW_SHELL === 'double' ? ['double'] : hasWindow ? ['browser', 'electron'] : ['browser']
if (!shells.includes('electron') && process.env.TEST_WORKER_INDEX === undefined) {
  const reason = electronProgram() === null ? 'its program is not installed' : 'no window can be opened here'
  process.stdout.write(`Skipped the scenarios in Electron: ${reason}.\n`)
}
if (process.env.BNW_SHELL === 'double' && process.env.TEST_WORKER_INDEX === undefined)
  process.stdout.write(`Left out: scenarios marked ${ON_SERVER.tag}, which need a server.\n`)
/** Where traces are not looked at, their cost is saved. */
const isCi = process.env.CI !== undefined
const launchOptions = process.platform === 'linux' ? await headlessBrowser() : {}

export default defineConfig<{ shell: Shell }>({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  // Each test has a server, a database and trainers of its own, and mostly waits for its page.
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'out/e2e-results.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    trace: isCi ? 'off' : 'retain-on-failure',
    // A step that hangs is named, which a test that hangs does not always do.
    actionTimeout: 60_000,
    navigationTimeout: 60_000,
  },
  projects: shells.map((shell) => ({
    name: shell,
    use: { browserName: 'chromium', launchOptions, shell },
    ...(shell !== 'browser' && { grepInvert: new RegExp(ON_SERVER.tag) }),
  })),
})
