import type { Page } from 'playwright-core'
import { isReady, openWindows, rawApp } from './app.ts'
import { refuseUnknown, strict, StrictEmitter, vetoable } from './strict.ts'
import { WebContents } from './web-contents.ts'

const OPTIONS = [
  ...['x', 'y', 'width', 'height', 'minWidth', 'minHeight'],
  ...['show', 'title', 'backgroundColor', 'webPreferences'],
]

/** A window that is a page of the headless browser; what only a desktop could show is remembered at most. */
class Window
  extends StrictEmitter
  implements Omit<Partial<Electron.BrowserWindow>, keyof StrictEmitter | 'webContents'>
{
  readonly webContents: WebContents
  readonly #page: Promise<Page>
  readonly #bounds: Electron.Rectangle
  #state: 'open' | 'closing' | 'closed' = 'open'
  #isShown: boolean
  #isMaximized = false
  readonly requestClose = (): boolean => this.#requestClose()

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super('BrowserWindow', ['close', 'closed', 'ready-to-show'])
    if (!isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    refuseUnknown('BrowserWindow', options, OPTIONS)
    const { x = 0, y = 0, width = 800, height = 600, show = true, webPreferences = {} } = options
    this.#bounds = { x, y, width, height }
    this.#isShown = show
    const contents = new WebContents(webPreferences)
    this.webContents = strict('WebContents', contents)
    this.#page = contents.page.then(async (page) => {
      await page.setViewportSize({ width, height })
      return page
    })
    contents.once('dom-ready', () => this.emit('ready-to-show', vetoable({})))
    contents.on('destroyed', () => this.#closed())
    openWindows.add(this)
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }

  close(): void {
    this.#requestClose()
  }

  show(): void {
    this.#isShown = true
  }

  isVisible(): boolean {
    return this.#isShown
  }

  focus(): void {
    this.show()
  }

  restore(): void {
    this.show()
  }

  isMinimized(): boolean {
    return false
  }

  maximize(): void {
    this.#isMaximized = true
  }

  isMaximized(): boolean {
    return this.#isMaximized
  }

  getNormalBounds(): Electron.Rectangle {
    return this.#bounds
  }

  #requestClose(): boolean {
    if (this.#state !== 'open') return true
    const event = vetoable({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    this.#state = 'closing'
    void this.#page.then((page) => page.close())
    return true
  }

  #closed(): void {
    this.#state = 'closed'
    openWindows.delete(this)
    windows.delete(this)
    this.emit('closed')
    rawApp.windowClosed()
  }
}

/** By the window itself, its face that refuses what it lacks. */
const windows = new Map<Window, Window>()

class BrowserWindowFace extends Window {
  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super(options)
    const face = strict('BrowserWindow', this)
    windows.set(this, face)
    return face
  }

  static getAllWindows(): Window[] {
    return [...windows.values()]
  }
}

export type { Window }
export const BrowserWindow = strict('BrowserWindow', BrowserWindowFace)
