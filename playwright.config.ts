import { defineConfig } from '@playwright/test'
import { headlessBrowser } from './test/e2e/headless-browser.ts'

export default defineConfig({
  testDir: 'test/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'out/e2e',
  // Each test has a server, a database and trainers of its own: two cores are busy with one.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'out/e2e-results.json' }]],
  use: { viewport: { width: 1280, height: 800 }, trace: 'retain-on-failure' },
  projects: [{ name: 'browser', use: { browserName: 'chromium', launchOptions: await headlessBrowser() } }],
})
