import { app, BrowserWindow, dialog } from 'electron'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod/mini'
import { Name } from '../contract/call-parts.ts'
import { writeAtomically } from '../host/atomic-file.ts'
import { saying } from './saying.ts'

/** What a page may have printed: a report is some hundred KiB. */
const Report = z.strictObject({
  html: z.string().check(z.minLength(1), z.maxLength(64 * 2 ** 20)),
  /** What to call the file, unless the user says otherwise. */
  name: Name,
})

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

/** In a window that nobody sees and that runs no script: a report has none. */
async function pdfOf(html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(app.getPath('temp'), 'bnw-report-'))
  const page = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
  })
  try {
    const file = join(folder, 'report.html')
    await writeFile(file, html)
    await page.loadURL(pathToFileURL(file).href)
    return await page.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true })
  } finally {
    page.close()
    await rm(folder, { recursive: true, force: true })
  }
}
