import type { CDPSession } from 'playwright-core'
import type { Holder } from './broker.ts'
import { makeCodec } from './codec.ts'
import { broker, mainPorts } from './main-ports.ts'
import { fromBytes, MessagePortMain, toBytes } from './message-port.ts'
import type { FromPreload, ToPreload } from './wire.ts'

export const codec = makeCodec()

/** The main frame as the main process sees it. Its address is what Chromium committed, never what a page says. */
export class Frame implements Partial<Electron.WebFrameMain> {
  url = 'about:blank'
  /** Of the document that it shows; there is none between two. */
  preload: PreloadEnd | undefined

  send(channel: string, ...args: unknown[]): void {
    this.preload?.tell({ type: 'ipc', channel, args: copied(args), ports: [] })
  }

  postMessage(channel: string, message: unknown, ports: Electron.MessagePortMain[] = []): void {
    const ends = MessagePortMain.detach(ports)
    if (this.preload === undefined) {
      for (const end of ends) broker.close(mainPorts, end)
      return
    }
    broker.transfer(ends, mainPorts, this.preload)
    this.preload.tell({ type: 'ipc', channel, args: copied([message]), ports: ends })
  }
}

function copied(args: unknown[]): unknown[] {
  return fromBytes(toBytes(args)) as unknown[]
}

/** The preload of one document, which holds the document's ports. */
export class PreloadEnd implements Holder {
  readonly #cdp: CDPSession
  readonly #executionContextId: number

  constructor(cdp: CDPSession, executionContextId: number) {
    this.#cdp = cdp
    this.#executionContextId = executionContextId
  }

  tell(message: ToPreload): void {
    const call = {
      executionContextId: this.#executionContextId,
      functionDeclaration: '(text) => electronDoubleIn(text)',
      arguments: [{ value: codec.encode(message) }],
    }
    // Commands of one session run in order; that a document is gone is no news.
    this.#cdp.send('Runtime.callFunctionOn', call).catch(() => undefined)
  }

  message(end: string, bytes: Uint8Array): void {
    this.tell({ type: 'message', end, value: fromBytes(bytes) })
  }

  closed(end: string): void {
    this.tell({ type: 'closed', end })
  }

  /** What it says about its ports. */
  receive(message: Extract<FromPreload, { end: string }>): void {
    if (message.type === 'send') broker.send(this, message.end, toBytes(message.value))
    else broker[message.type](this, message.end)
  }
}
