/**
 * Pictures of the running workbench, so that a person can look at them:
 *   node scripts/view-picture.ts LINK OUT_FOLDER ROUTE…
 * LINK is what the server printed (it may be used again), each ROUTE one of the page's addresses (`/experiments`). For
 * each, PNGs at 1280×800 and 1920×1080, light and dark. What the page's console says is printed.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { headlessBrowser } from '../test/e2e/headless-browser.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

const [link, folder, ...views] = process.argv.slice(2)
if (link === undefined || folder === undefined || views.length === 0) {
  console.error('Which? node scripts/view-picture.ts LINK OUT_FOLDER ROUTE…')
  process.exit(2)
}
await mkdir(folder, { recursive: true })
const browser = await chromium.launch(await headlessBrowser())
for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of SIZES) {
    const page = await browser.newPage({ viewport, colorScheme })
    page.on('console', (message) => console.log(`${message.type()}: ${message.text()}`))
    page.on('pageerror', (error) => console.log(`error: ${error.message}`))
    await page.goto(link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    for (const view of views) {
      await page.evaluate((address) => location.assign(`#${address}`), view)
      await page.waitForTimeout(1200)
      const name = view.replaceAll(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '')
      await page.screenshot({ path: join(folder, `${name}-${viewport.width}-${colorScheme}.png`) })
    }
    await page.close()
  }
}
await browser.close()
