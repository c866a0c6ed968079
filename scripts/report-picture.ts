/**
 * Turns reports into pictures, so that a person can look at them:
 *   node scripts/report-picture.ts OUT_FOLDER FILE…
 * Each FILE is a report (.html) or a results file (.json); for each, full-page PNGs at 1280×800 and 1920×1080, light
 * and dark, and the PDF that printing gives.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { reportHtml } from '../src/host/report/report-html.ts'
import { readResults } from '../src/host/results-file.ts'
import { subjectOf } from '../test/host/report/page.ts'
import { headlessBrowser } from '../test/e2e/headless-browser.ts'

const SIZES = [
  { width: 1280, height: 800 },
  { width: 1920, height: 1080 },
]

async function htmlOf(file: string): Promise<string> {
  return extname(file) === '.json'
    ? reportHtml(subjectOf(await readResults(file)))
    : await readFile(file, 'utf8')
}

async function takePictures(browser: Browser, html: string, path: string): Promise<void> {
  for (const viewport of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport, colorScheme })
      await page.setContent(html)
      await page.screenshot({ path: `${path}-${viewport.width}-${colorScheme}.png`, fullPage: true })
      if (viewport === SIZES[0] && colorScheme === 'light') await page.pdf({ path: `${path}.pdf` })
      await page.close()
    }
  }
}

const [folder, ...files] = process.argv.slice(2)
if (folder === undefined || files.length === 0) {
  console.error('Which? node scripts/report-picture.ts OUT_FOLDER FILE…')
  process.exit(2)
}
await mkdir(folder, { recursive: true })
const browser = await chromium.launch(await headlessBrowser())
for (const file of files) {
  const html = await htmlOf(file)
  const path = join(folder, basename(file, extname(file)))
  await writeFile(`${path}.html`, html)
  await takePictures(browser, html, path)
  console.log(`${path}.html: ${Math.round(html.length / 1024)} KiB`)
}
await browser.close()
