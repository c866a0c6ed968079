import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { webSocketChannel } from '../contract/channels/web-socket.ts'
import type { HostApi } from '../contract/host.ts'
import { relayHost } from '../contract/relay.ts'
import { serveHost } from '../contract/rpc.ts'
import { Access } from './access.ts'
import { sendFile } from './static-files.ts'

/** The largest message that a page may send: four files of an imported data set. */
const MOST_BYTES = 2 ** 28

export type Server = {
  /** With the token: who opens it may use the workbench. */
  link: string
  port: number
  close: () => Promise<void>
}

/**
 * Serves the built renderer and the host to browsers of this machine.
 * @param port 0 for any that is free
 * @throws Error when the port is taken
 */
export async function serve(
  api: HostApi,
  { folder, port }: { folder: string; port: number },
): Promise<Server> {
  const http = createServer((request, response) => void answer(request, response))
  const access = new Access(() => (http.address() as AddressInfo).port)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
    const refuse = (status: number, text: string): void =>
      void response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(405, 'Only GET is answered here.')
    const token = searchParams.get('token')
    const elsewhere = access.addressRefusal(request)
    if (token !== null && elsewhere === null && access.isToken(token)) {
      // Sent on without the token, so that it is not in the history or in a link that is copied.
      response.writeHead(302, { 'set-cookie': access.cookie(), location: '/' }).end()
      return
    }
    const refusal = access.refusal(request)
    if (refusal !== null) refuse(403, refusal)
    else await sendFile(folder, decodeURIComponent(pathname), response)
  }

  http.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const isAllowed =
      pathname === '/host' && request.headers.origin !== undefined && access.refusal(request) === null
    if (!isAllowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const { handlers, subscribe } = relayHost(api)
      serveHost(handlers, subscribe, webSocketChannel(webSocket))
    })
  })

  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, '127.0.0.1', resolve)
  })
  const taken = (http.address() as AddressInfo).port
  return {
    link: `http://127.0.0.1:${taken}/?token=${access.token}`,
    port: taken,
    async close() {
      for (const client of sockets.clients) client.terminate()
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
    },
  }
}
