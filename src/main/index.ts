import { app } from 'electron'
import { join } from 'node:path'
import { homeFolder } from '../host/home-folder.ts'
import { registerScheme, serveFolder } from './app-scheme.ts'
import { denyTheRest } from './denials.ts'
import { Desktop } from './desktop.ts'

// Electron's main process: windows, processes and what they may do. What the workbench does is the host's.

const home = homeFolder()
const named = app.commandLine.getSwitchValue('db')
// Beside the database, so that one home means one program, its lock included.
app.setPath('userData', join(home, 'desktop'))
registerScheme()

if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => {
    denyTheRest()
    serveFolder(join(import.meta.dirname, '../renderer'))
    new Desktop({ database: named === '' ? join(home, 'workbench.db') : named, home }).start()
  })
} else app.quit()
