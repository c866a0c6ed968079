import { BrowserWindow, nativeTheme } from 'electron'
import { join } from 'node:path'
import { ORIGIN } from './app-scheme.ts'
import { watchPage } from './lost-page.ts'
import { readWindowState, saveWindowState } from './window-state.ts'

const preload = join(import.meta.dirname, '../preload/index.cjs')

/** Opens the window at the page, where it was when it was last closed. */
export function openMainWindow(stateFile: string): BrowserWindow {
  const { isMaximized, ...bounds } = readWindowState(stateFile)
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 560,
    show: false,
    title: 'BatchNorm Workbench',
    // What is seen until the page is drawn.
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#0f172a' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  window.once('ready-to-show', () => {
    if (isMaximized) window.maximize()
    window.show()
  })
  window.on('close', () => saveWindowState(stateFile, window))
  watchPage(window)
  void window.loadURL(`${ORIGIN}/index.html`)
  return window
}
