import { app, BrowserWindow, dialog } from 'electron'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import * as z from 'zod/mini'
import { Name } from '../contract/call-parts.ts'
import { writeAtomically } from '../host/atomic-file.ts'
import { serveToPrint } from './app-scheme.ts'
import { saying } from './saying.ts'

/** What a page may have printed: a report is some hundred KiB. */
const Report = z.strictObject({
  html: z.string().check(z.minLength(1), z.maxLength(64 * 2 ** 20)),
  /** What to call the file, unless the user says otherwise. */
  name: Name,
})

const MOST_SECONDS = 60

/** Asks where to, and writes a report there as a PDF. @param report as the page sent it; what is none is not answered */
export async function printReport(window: BrowserWindow, report: unknown): Promise<void> {
  const { success, data } = Report.safeParse(report)
  if (!success) return
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title: 'Save the report as PDF',
    defaultPath: join(app.getPath('documents'), basename(data.name)),
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
  })
  if (canceled) return
  await saying(window, 'The report was not saved.', async () => {
    await writeAtomically(filePath, [await pdfOf(data.html)])
    return { message: 'The report is saved as PDF.', detail: filePath }
  })
}

/** In a window that nobody sees, that runs no script and reaches nothing else. */
async function pdfOf(html: string): Promise<Uint8Array> {
  const { url, end } = serveToPrint(html)
  const page = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  try {
    return await Promise.race([printed(page, url), late()])
  } finally {
    end()
    page.close()
  }
}

async function printed(page: BrowserWindow, url: string): Promise<Uint8Array> {
  await page.loadURL(url)
  return page.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
}

async function late(): Promise<never> {
  await setTimeout(1000 * MOST_SECONDS, undefined, { ref: false })
  throw new Error(`It could not be printed within ${MOST_SECONDS} seconds.`)
}
