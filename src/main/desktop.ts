import { app, ipcMain, shell, type BrowserWindow, type WebFrameMain } from 'electron'
import * as z from 'zod/mini'
import { join } from 'node:path'
import type { HostApi } from '../contract/host.ts'
import {
  CHOOSE_PLACE,
  COMMAND,
  HOST_PORT,
  HOST_PORT_WANTED,
  PLACE_CHOSEN,
  PRINT_REPORT,
} from '../preload/shell.ts'
import { setAppMenu } from './app-menu.ts'
import { isOurs } from './app-scheme.ts'
import { askToLeave, trainingEnds } from './ask-to-leave.ts'
import { askAfterFailure, backUpDatabase, sayOther } from './database-dialogs.ts'
import { choosePlace } from './choose-place.ts'
import { HostKeeper } from './host-keeper.ts'
import { openMainWindow } from './main-window.ts'
import { printReport } from './print-report.ts'
import { EndsTeller } from './tell-ends.ts'

/** What a program that was started beside this one would have opened. */
const Wanted = z.object({ database: z.string() })

const INTERRUPTED = {
  title: 'Training was interrupted.',
  body: 'Open BatchNorm Workbench to resume the runs from where they are.',
}

/** The running program: one window, one host, and how they come and go. */
export class Desktop {
  readonly #home: string
  #database: string
  #host: HostKeeper
  readonly #teller = new EndsTeller({
    hasWindow: () => this.#window !== null,
    openWindow: () => this.showWindow(),
  })
  #window: BrowserWindow | null = null
  /** `leaving` while it is asked or stopped, `left` when nothing holds up the end any more. */
  #state: 'here' | 'background' | 'leaving' | 'left' = 'here'

  constructor({ database, home }: { database: string; home: string }) {
    this.#database = database
    this.#home = home
    this.#host = this.#keeper()
  }

  /** To be called when Electron is ready. */
  start(): void {
    ipcMain.on(HOST_PORT_WANTED, ({ senderFrame }) => {
      if (this.#isOwn(senderFrame)) this.#sendPort()
    })
    ipcMain.on(PRINT_REPORT, ({ senderFrame }, report: unknown) => {
      if (this.#window && this.#isOwn(senderFrame)) void printReport(this.#window, report)
    })
    ipcMain.on(CHOOSE_PLACE, ({ senderFrame }, question: unknown) => {
      if (!this.#window || !this.#isOwn(senderFrame)) return
      void choosePlace(this.#window, question)
        .catch(() => null)
        .then((place) => this.#window?.webContents.send(PLACE_CHOSEN, place))
    })
    app.on('activate', () => this.showWindow())
    app.on('second-instance', (_event, _arguments, _folder, wanted) => {
      this.showWindow()
      const { success, data } = z.safeParse(Wanted, wanted)
      if (success && data.database !== this.#database)
        void sayOther(data.database, this.#database, this.#window)
    })
    app.on('before-quit', (event) => {
      if (this.#state === 'left') return
      event.preventDefault()
      void this.#leave()
    })
    // While it trains in the background there is no window; on macOS a program goes on without one anyway.
    app.on('window-all-closed', () => undefined)
    this.#setMenu()
    this.#host.start()
    this.showWindow()
  }

  showWindow(): void {
    if (this.#state === 'left') return
    if (this.#state === 'background') this.#state = 'here'
    if (this.#window) {
      if (this.#window.isMinimized()) this.#window.restore()
      this.#window.focus()
    } else this.#openWindow()
  }

  #openWindow(): void {
    const window = openMainWindow(join(app.getPath('userData'), 'window.json'))
    this.#window = window
    window.on('close', (event) => {
      if (process.platform === 'darwin' || this.#state === 'background' || this.#state === 'left') return
      event.preventDefault()
      app.quit()
    })
    window.on('closed', () => {
      if (this.#window === window) this.#window = null
    })
  }

  /** Whether a message comes from the page itself: the top frame of our window, at our address. */
  #isOwn(frame: WebFrameMain | null): boolean {
    return frame !== null && frame === this.#window?.webContents.mainFrame && isOurs(frame.url)
  }

  #sendPort(): void {
    const contents = this.#window?.webContents
    if (contents === undefined || !this.#isOwn(contents.mainFrame)) return
    const port = this.#host.connect()
    if (port !== null) contents.postMessage(HOST_PORT, null, [port])
  }

  #keeper(): HostKeeper {
    return new HostKeeper({
      database: this.#database,
      home: this.#home,
      onOpened: () => this.#opened(),
      onFailed: (message) => void this.#failed(message),
    })
  }

  #opened(): void {
    this.#sendPort()
    const { api } = this.#host
    if (api === null) return
    this.#teller.follow(api)
    if (this.#state !== 'background') return
    // In place of one that was lost, with which its runs were interrupted.
    this.#teller.tell(INTERRUPTED)
    void this.#leaveWithTraining(api)
  }

  async #failed(message: string): Promise<void> {
    const next = await askAfterFailure(message)
    if (this.#state === 'left') return
    if (next.choice === 'other') {
      this.#database = next.database
      this.#host = this.#keeper()
    }
    if (next.choice === 'quit') this.#end()
    else this.#host.start()
  }

  async #leave(): Promise<void> {
    if (this.#state === 'leaving') return
    const before = this.#state
    this.#state = 'leaving'
    const { api, isHolder } = this.#host
    const choice = api && isHolder ? await askToLeave(api, this.#window) : 'stop'
    if (choice === 'stop') {
      await this.#host.close()
      this.#end()
    } else if (choice === 'keep' && api) {
      this.#state = 'background'
      this.#window?.close()
      void this.#leaveWithTraining(api)
    } else this.#state = before
  }

  /** Quits when what trains without a window is done and that is told; who has opened one meanwhile stays. */
  async #leaveWithTraining(api: HostApi): Promise<void> {
    await trainingEnds(api)
    await this.#teller.told()
    if (this.#state === 'background') app.quit()
  }

  #end(): void {
    this.#state = 'left'
    app.quit()
  }

  #setMenu(): void {
    const withHost =
      (act: (api: NonNullable<HostKeeper['api']>, window: BrowserWindow) => Promise<void>) => () => {
        this.showWindow()
        const { api } = this.#host
        if (api && this.#window) void act(api, this.#window)
      }
    setAppMenu({
      command: (name) => void this.#command(name),
      backUp: withHost((api, window) => backUpDatabase(api, window, app.getPath('documents'))),
      showDatabase: () => shell.showItemInFolder(this.#database),
    })
  }

  async #command(name: string): Promise<void> {
    this.showWindow()
    // Choosing in the menu is an act of the user, without which a page may not ask for files.
    await this.#window?.webContents.executeJavaScript('undefined', true)
    this.#window?.webContents.send(COMMAND, name)
  }
}
