import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'

/** Where a local socket can be. */
export function newSocketPath(): string {
  return join(mkdtempSync(join(tmpdir(), 'bnw-socket-')), 'a.sock')
}

/** A local socket to who listens there, closed after the test. */
export async function connectedTo(path: string): Promise<Socket> {
  const socket = connect(path)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket
}

/** Both ends of a local socket, closed after the test. */
export async function socketPair(): Promise<{ host: Socket; user: Socket }> {
  const path = newSocketPath()
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const user = connect(path)
  const host = await accepted
  onTestFinished(() => {
    user.destroy()
    host.destroy()
    server.close()
  })
  return { host, user }
}

/** Both ends of a WebSocket, closed after the test. */
export async function webSocketPair(): Promise<{ host: WebSocket; user: WebSocket }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => {
    for (const client of server.clients) client.terminate()
    server.close()
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const accepted = new Promise<WebSocket>((resolve) => server.once('connection', resolve))
  const user = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await new Promise((resolve) => user.once('open', resolve))
  return { host: await accepted, user }
}
