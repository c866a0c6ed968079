import { dialog, type BrowserWindow, type MessageBoxOptions } from 'electron'

/** Of message boxes. */
export const TITLE = 'BatchNorm Workbench'

/** Does it, then says what it answers, or that and why it failed. */
export async function saying(
  window: BrowserWindow,
  failure: string,
  action: () => Promise<Pick<MessageBoxOptions, 'message' | 'detail'>>,
): Promise<void> {
  try {
    const said = await action()
    await dialog.showMessageBox(window, { type: 'info', title: TITLE, ...said })
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error)
    await dialog.showMessageBox(window, { type: 'error', title: TITLE, message: failure, detail })
  }
}
