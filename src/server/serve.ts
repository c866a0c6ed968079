import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { webSocketChannel } from '../contract/channels/web-socket.ts'
import { WorkbenchError } from '../contract/errors.ts'
import type { HostApi } from '../contract/host.ts'
import { MOST_BYTES } from '../contract/most-bytes.ts'
import { relayHost } from '../contract/relay.ts'
import { serveHost } from '../contract/rpc.ts'
import { Access } from './access.ts'
import { entrance } from './entrance.ts'
import { sendFile } from './static-files.ts'

export type ServeOptions = {
  /** Of the built renderer, absolute. */
  folder: string
  /** 0 for any that is free. */
  port: number
}

export type Server = {
  /** With the token: who opens it may use the workbench. */
  link: string
  port: number
  /** Has every page connect anew, and so ask for all that it shows: after another host has taken over. */
  reconnectPages: () => void
  close: () => Promise<void>
}

/**
 * Serves the built renderer and the host to browsers of this machine, on the loopback address alone.
 * @throws WorkbenchError `unavailable` when the port is taken
 */
export async function serve(api: HostApi, { folder, port }: ServeOptions): Promise<Server> {
  const http = createServer()
  const access = new Access(() => (http.address() as AddressInfo).port)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES })
  http.on('request', (request, response) => void answer(access, folder, request, response))
  http.on('upgrade', (request, socket, head) => {
    if (!maySpeak(access, request)) {
      refuseSocket(socket)
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const { handlers, subscribe } = relayHost(api)
      // What is too long or no frame ends the connection; `close` follows, and says it.
      webSocket.on('error', () => undefined)
      serveHost(handlers, subscribe, webSocketChannel(webSocket))
    })
  })
  await listen(http, port)
  const { port: taken } = http.address() as AddressInfo
  const reconnectPages = (): void => {
    for (const client of sockets.clients) client.terminate()
  }
  return {
    link: `http://127.0.0.1:${taken}/?token=${access.token}`,
    port: taken,
    reconnectPages,
    async close() {
      reconnectPages()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}

async function listen(http: ReturnType<typeof createServer>, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES'
      const reason = `Port ${port} can't be used (${error.message}). Choose another with --port, or leave it out.`
      reject(isTaken ? new WorkbenchError('unavailable', reason) : error)
    })
    http.listen(port, '127.0.0.1', resolve)
  })
}

async function answer(
  access: Access,
  folder: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refuse = (status: number, text: string): void => {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
  }
  const refusal = access.addressRefusal(request)
  const address = addressOf(request)
  if (refusal !== null) refuse(403, refusal)
  else if (request.method !== 'GET' && request.method !== 'HEAD') refuse(405, 'Only GET is answered here.')
  else if (address === null) refuse(400, 'The address is not valid.')
  else if (access.isToken(address.token)) {
    const { headers, body } = entrance(access.pageKey)
    response.writeHead(200, { ...headers, 'set-cookie': access.cookie() }).end(body)
  } else if (!access.isKnown(request)) refuse(403, NO_KEY)
  else await sendFile(folder, address.path, response)
}

const NO_KEY =
  'BatchNorm Workbench needs its key here. Open the link that the workbench printed when it started; a page that was open before ' +
  'it started again has to be opened by the new link.'

/** Null when it can't be read: who sends that is no browser. */
function addressOf(request: IncomingMessage): { path: string; token: string } | null {
  try {
    const { pathname, searchParams } = new URL(`http://localhost${request.url ?? '/'}`)
    return { path: decodeURIComponent(pathname), token: searchParams.get('token') ?? '' }
  } catch {
    return null
  }
}

/** A WebSocket is held to the same rules, and to the page's own origin, which a browser always names. */
function maySpeak(access: Access, request: IncomingMessage): boolean {
  return (
    addressOf(request)?.path === '/host' &&
    request.headers.origin !== undefined &&
    access.addressRefusal(request) === null &&
    access.isKnown(request) &&
    access.hasPageKey(request)
  )
}

function refuseSocket(socket: Duplex): void {
  socket.on('error', () => undefined)
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
}
