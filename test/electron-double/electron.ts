import { app as theApp } from './app.ts'
import { MessageChannelMain as Channel } from './main-ports.ts'
import { protocol as theProtocol, session as theSession } from './scheme.ts'
import * as parts from './small-parts.ts'
import { strict } from './strict.ts'
import { utilityProcess as theUtilityProcess } from './utility-process.ts'
import { BrowserWindow as WindowFace } from './window.ts'

// What `import … from 'electron'` means in the main process. A name that is not here fails where it is imported.

/** Names of Electron's only. */
const electron = {
  app: theApp,
  BrowserWindow: WindowFace,
  dialog: parts.dialog,
  ipcMain: parts.ipcMain,
  Menu: parts.Menu,
  MessageChannelMain: Channel,
  nativeTheme: parts.nativeTheme,
  Notification: parts.Notification,
  protocol: theProtocol,
  screen: parts.screen,
  session: theSession,
  shell: parts.shell,
  utilityProcess: theUtilityProcess,
} satisfies Partial<Record<keyof typeof Electron.CrossProcessExports, unknown>>

export const { app, BrowserWindow, dialog, ipcMain, Menu, MessageChannelMain } = electron
export const { nativeTheme, Notification, protocol, screen, session, shell, utilityProcess } = electron
export default strict('electron', electron)
