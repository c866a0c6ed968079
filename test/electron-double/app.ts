import { homedir } from 'node:os'
import { NotInDouble, strict, StrictEmitter, vetoable } from './strict.ts'

const EVENTS = [
  ...['ready', 'activate', 'second-instance', 'web-contents-created'],
  ...['window-all-closed', 'before-quit', 'will-quit', 'quit'],
]

/** What `quit` closes, and what ends with the process. */
export const openWindows = new Set<{ requestClose: () => boolean }>()
export const liveChildren = new Set<{ kill(signal: 'SIGKILL'): boolean }>()
export const atExit: (() => Promise<void>)[] = []

let isAppReady = false
export const isReady = (): boolean => isAppReady

export class App extends StrictEmitter implements Omit<Partial<Electron.App>, keyof StrictEmitter> {
  readonly isPackaged = false
  readonly #paths = new Map<string, string>([['documents', homedir()]])
  #isQuitting = false
  #hasEnded = false

  constructor() {
    super('app', EVENTS)
  }

  /** For the double: when Electron would. */
  becomeReady(): void {
    isAppReady = true
    this.emit('ready', vetoable({}), {})
  }

  /** For the double: a window has closed. */
  windowClosed(): void {
    if (openWindows.size > 0) return
    if (!this.#isQuitting) {
      if (!this.emit('window-all-closed')) this.quit()
      return
    }
    const event = vetoable({})
    this.emit('will-quit', event)
    if (event.defaultPrevented) this.#isQuitting = false
    else void this.#end()
  }

  async whenReady(): Promise<void> {
    if (!isAppReady) await new Promise<void>((resolve) => this.once('ready', () => resolve()))
  }

  requestSingleInstanceLock(_additionalData?: Record<string, unknown>): boolean {
    return true
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new NotInDouble(`app.getPath('${name}')`)
    return path
  }

  /** Once every window agrees to close; those close without `window-all-closed`. */
  quit(): void {
    if (this.#isQuitting) return
    const event = vetoable({})
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.#isQuitting = true
    if ([...openWindows].every((window) => window.requestClose())) this.windowClosed()
    else this.#isQuitting = false
  }

  async #end(): Promise<void> {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.emit('quit', vetoable({}), 0)
    // The browser below takes its time; a child must not live on that.
    for (const child of liveChildren) child.kill('SIGKILL')
    await Promise.allSettled(atExit.map((release) => release()))
    process.exit(0)
  }
}

export const rawApp = new App()
export const app = strict('app', rawApp)
