import { app } from 'electron'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { databaseFile, homeFolder } from '../host/home-folder.ts'
import { registerScheme, serveFolder } from './app-scheme.ts'
import { denyTheRest } from './denials.ts'
import { Desktop } from './desktop.ts'

// Electron's main process: windows, processes and what they may do. What the workbench does is the host's.

const home = homeFolder()
// Chromium's switches may stand among the arguments.
const { values } = parseArgs({ options: { db: { type: 'string' } }, strict: false })
const database = databaseFile(typeof values.db === 'string' ? values.db : undefined)
// Beside the data, so that one home means one program, its lock included.
app.setPath('userData', join(home, 'desktop'))
registerScheme()

if (app.requestSingleInstanceLock({ database })) {
  void app.whenReady().then(() => {
    denyTheRest()
    serveFolder(join(import.meta.dirname, '../renderer'))
    new Desktop({ database, home }).start()
  })
} else app.quit()
