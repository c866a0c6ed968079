import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'
import { join } from 'node:path'
import type { HostApi } from '../contract/host.ts'
import { saying, TITLE } from './saying.ts'

/** Asks where to, and writes a copy of the database there. */
export async function backUpDatabase(api: HostApi, window: BrowserWindow, folder: string): Promise<void> {
  const { filePath, canceled } = await dialog.showSaveDialog(window, {
    title: 'Back up the database',
    defaultPath: join(folder, `workbench-${new Date().toISOString().slice(0, 10)}.db`),
    filters: [{ name: 'Database', extensions: ['db'] }],
  })
  if (canceled) return
  await saying(window, 'The database was not backed up.', async () => {
    const { file } = await api.call('system.backup', { file: filePath })
    return { message: 'The database is backed up.', detail: file }
  })
}

/** Says that a program that was started for one database found this one, with another open. */
export async function sayOther(wanted: string, open: string, window: BrowserWindow | null): Promise<void> {
  const box: MessageBoxOptions = {
    type: 'info',
    title: TITLE,
    message: 'Another database is open.',
    detail: `Open is ${open}. To open ${wanted}, quit this program first and start it again.`,
  }
  await (window === null ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box))
}

export type FailedChoice = { choice: 'again' | 'quit' } | { choice: 'other'; database: string }

/** Says why there is no database, and asks how to go on. */
export async function askAfterFailure(message: string): Promise<FailedChoice> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title: TITLE,
    message: 'The database can’t be opened.',
    detail: message,
    buttons: ['Try again', 'Open another database…', 'Quit'],
    defaultId: 0,
    cancelId: 2,
    noLink: true,
  })
  if (response !== 1) return { choice: response === 0 ? 'again' : 'quit' }
  const { filePath, canceled } = await dialog.showSaveDialog({
    title: 'Open a database, or name a new one',
    buttonLabel: 'Open',
    defaultPath: 'workbench.db',
    properties: ['dontAddToRecent'],
  })
  return canceled ? await askAfterFailure(message) : { choice: 'other', database: filePath }
}
