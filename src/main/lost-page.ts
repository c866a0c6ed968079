import { app, dialog, type BrowserWindow } from 'electron'
import { TITLE } from './saying.ts'

/** When the window's page ends by itself, its user is asked whether to load it again: an empty window says nothing. */
export function watchPage(window: BrowserWindow): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') void askAfterLoss(window, reason)
  })
}

async function askAfterLoss(window: BrowserWindow, reason: string): Promise<void> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    title: TITLE,
    message: 'What this window shows has ended.',
    detail: `What trains goes on, and nothing that was saved is lost. Load the page again to go on. (${reason})`,
    buttons: ['Load it again', 'Quit'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  if (response === 1) app.quit()
  else window.webContents.reload()
}
