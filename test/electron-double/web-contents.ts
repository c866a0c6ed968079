import { readFileSync } from 'node:fs'
import { Script } from 'node:vm'
import type { CDPSession, Page, Route } from 'playwright-core'
import { rawApp } from './app.ts'
import { makeBridge, pageWorld } from './bridge.ts'
import { newPage } from './browser.ts'
import { makeCodec } from './codec.ts'
import { codec, Frame, PreloadEnd } from './frame.ts'
import { broker } from './main-ports.ts'
import { preloadWorld } from './preload-world.ts'
import { answerOf, fromWire, toWire } from './scheme.ts'
import { ipcMain } from './small-parts.ts'
import { NotInDouble, refuseUnknown, strict, StrictEmitter, vetoable } from './strict.ts'
import type { FromPreload } from './wire.ts'

const WORLD = 'electron double preload'
const EVENTS = [
  'will-navigate',
  'will-attach-webview',
  'preload-error',
  'render-process-gone',
  'destroyed',
  'dom-ready',
]
/** What every preference must be: the double has no other way. */
const SAFE = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  spellcheck: false,
}
/** What may be either way. */
const EITHER = ['javascript']

/** A page of a real headless Chromium, with its preload in a real isolated world. */
export class WebContents
  extends StrictEmitter
  implements Omit<Partial<Electron.WebContents>, keyof StrictEmitter | 'mainFrame'>
{
  readonly page: Promise<Page>
  readonly #frame = new Frame()
  readonly #preloads = new Map<number, PreloadEnd>()
  /** Addresses that the main process itself loads, which no `will-navigate` announces. */
  readonly #own = new Set<string>()
  #onOpen: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | undefined

  constructor({ preload, ...preferences }: Electron.WebPreferences) {
    super('WebContents', EVENTS)
    refuseUnknown('webPreferences', preferences, [...Object.keys(SAFE), ...EITHER])
    for (const [name, safe] of Object.entries(SAFE))
      if ((preferences[name as keyof typeof SAFE] ?? safe) !== safe)
        throw new NotInDouble(`webPreferences.${name}: ${!safe}`)
    this.page = this.#attach(preload, preferences.javascript ?? true)
    rawApp.emit('web-contents-created', vetoable({}), this)
  }

  get mainFrame(): Frame {
    return this.#frame
  }

  send(channel: string, ...args: unknown[]): void {
    this.#frame.send(channel, ...args)
  }

  postMessage(channel: string, message: unknown, ports?: Electron.MessagePortMain[]): void {
    this.#frame.postMessage(channel, message, ports)
  }

  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.#onOpen = handler
  }

  async loadURL(url: string): Promise<void> {
    this.#own.add(toWire(url))
    await (await this.page).goto(toWire(url))
  }

  reload(): void {
    void this.page.then((page) => page.reload())
  }

  async executeJavaScript(code: string, userGesture = false): Promise<unknown> {
    const page = await this.page
    const cdp = await page.context().newCDPSession(page)
    const call = { expression: code, userGesture, awaitPromise: true, returnByValue: true }
    const { result } = await cdp.send('Runtime.evaluate', call)
    await cdp.detach()
    return result.value
  }

  async printToPDF({ printBackground = false, preferCSSPageSize = false }): Promise<Buffer> {
    return (await this.page).pdf({ printBackground, preferCSSPageSize })
  }

  async #attach(preload: string | undefined, runsScripts: boolean): Promise<Page> {
    const page = await newPage()
    const cdp = await page.context().newCDPSession(page)
    this.#follow(cdp)
    page.on('crash', () => this.emit('render-process-gone', vetoable({}), { reason: 'crashed', exitCode: 1 }))
    page.on('popup', (popup) => void this.#popup(popup))
    page.on('close', () => {
      for (const id of [...this.#preloads.keys()]) this.#forget(id)
      this.emit('destroyed')
    })
    await page.route('**/*', (route) => this.#answer(route))
    await cdp.send('Page.enable')
    await cdp.send('Emulation.setScriptExecutionDisabled', { value: !runsScripts })
    await cdp.send('Runtime.enable')
    await cdp.send('Runtime.addBinding', { name: 'electronDoubleOut', executionContextName: WORLD })
    const source = sources(preload)
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source.preload, worldName: WORLD })
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: source.page })
    return page
  }

  #follow(cdp: CDPSession): void {
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.#frame.url = fromWire(frame.url)
    })
    cdp.on('Page.navigatedWithinDocument', ({ url }) => (this.#frame.url = fromWire(url)))
    cdp.on('Page.domContentEventFired', () => this.emit('dom-ready', vetoable({})))
    cdp.on('Runtime.executionContextCreated', ({ context: { id, name } }) => {
      if (name !== WORLD) return
      const preload = new PreloadEnd(cdp, id)
      this.#frame.preload = preload
      this.#preloads.set(id, preload)
    })
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#forget(executionContextId))
    cdp.on('Runtime.executionContextsCleared', () =>
      [...this.#preloads.keys()].forEach((id) => this.#forget(id)),
    )
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const preload = this.#preloads.get(executionContextId)
      if (name === 'electronDoubleOut' && preload)
        this.#receive(preload, codec.decode(payload) as FromPreload)
    })
  }

  #forget(executionContextId: number): void {
    const preload = this.#preloads.get(executionContextId)
    if (preload === undefined) return
    this.#preloads.delete(executionContextId)
    if (this.#frame.preload === preload) this.#frame.preload = undefined
    broker.gone(preload)
  }

  #receive(preload: PreloadEnd, message: FromPreload): void {
    if (message.type === 'ipc') {
      const event = strict('IpcMainEvent', { sender: this, senderFrame: this.#frame })
      ipcMain.emit(message.channel, event, ...message.args)
    } else if (message.type === 'fault') {
      this.emit('preload-error', vetoable({}), '', new Error(message.text))
      process.stderr.write(`electron double: ${message.text}\n`)
    } else preload.receive(message)
  }

  async #answer(route: Route): Promise<void> {
    const request = route.request()
    const url = request.url()
    if (request.isNavigationRequest() && !this.#own.delete(url)) {
      const event = vetoable({ url: fromWire(url) })
      this.emit('will-navigate', event, event.url)
      if (event.defaultPrevented) return route.abort('aborted')
    }
    const response = await answerOf(url, request.method())
    if (response === undefined) return route.fallback()
    const headers: Record<string, string> = {}
    response.headers.forEach((value, name) => (headers[name] = value))
    const body = Buffer.from(await response.arrayBuffer())
    await route.fulfill({ status: response.status, headers, body })
  }

  async #popup(popup: Page): Promise<void> {
    const action = this.#onOpen?.({ url: fromWire(popup.url()) } as Electron.HandlerDetails).action
    await popup.close()
    if (action !== 'deny') throw new NotInDouble('window.open allowed: it')
  }
}

/** What every document runs before its own scripts, in the page's world and in the preload's. */
function sources(preload: string | undefined): { page: string; preload: string } {
  const text = preload === undefined ? '' : readFileSync(preload, 'utf8')
  const script = `(function (require, process) {${parsed(text)}\n})`
  const own = JSON.stringify({ platform: process.platform })
  const head = `const codec = (${makeCodec.toString()})(); const makeBridge = ${makeBridge.toString()};`
  return {
    page: `(() => { ${head} (${pageWorld.toString()})(makeBridge(codec, 'page')); })()`,
    preload: `(() => { ${head} (${preloadWorld.toString()})(codec, makeBridge(codec, 'preload'), ${own}, ${script}); })()`,
  }
}

/** A preload that can't be parsed, being an ES module say, must still be told of. */
function parsed(source: string): string {
  try {
    new Script(`(function () {${source}\n})`)
    return source
  } catch (error) {
    return `throw new SyntaxError(${JSON.stringify((error as Error).message)})`
  }
}
