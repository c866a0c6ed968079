import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** How a server answers one request for a file. */
export type Manner = (file: Buffer, request: IncomingMessage, response: ServerResponse) => void

/** The first byte that a request asks for. */
const startOf = ({ headers }: IncomingMessage): number =>
  Number(/^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1] ?? 0)

function begin(file: Buffer, request: IncomingMessage, response: ServerResponse): Buffer {
  const start = startOf(request)
  const rest = file.subarray(start)
  const range = { 'content-range': `bytes ${start}-${file.length - 1}/${file.length}` }
  response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length, ...(start > 0 && range) })
  return rest
}

/** Sends what is asked for. */
export const well: Manner = (file, request, response) => void response.end(begin(file, request, response))

export const status =
  (code: number): Manner =>
  (_file, _request, response) =>
    void response.writeHead(code).end('no')

/** Sends so many bytes of what is asked for, then nothing, for ever. */
export const stallAfter =
  (bytes: number): Manner =>
  (file, request, response) =>
    void response.write(begin(file, request, response).subarray(0, bytes))

/** Sends so many bytes of what is asked for, then ends the connection. */
export const cutAfter =
  (bytes: number): Manner =>
  (file, request, response) => {
    response.write(begin(file, request, response).subarray(0, bytes), () => response.destroy())
  }

/** Sends the file from its first byte, whatever is asked for. */
export const ignoreRange: Manner = (file, _request, response) =>
  void response.writeHead(200, { 'content-length': file.length }).end(file)

/** Sends as many bytes as there should be, one of them another. */
export const lie: Manner = (file, request, response) => {
  const wrong = Buffer.from(file)
  wrong[wrong.length - 1]! ^= 1
  well(wrong, request, response)
}

/** Sends more than there should be. */
export const tooMuch: Manner = (file, request, response) =>
  well(Buffer.concat([file, file]), request, response)

/** Sends half of what is asked for at a time, a piece every few milliseconds. */
export const slowly: Manner = (file, request, response) => {
  const rest = begin(file, request, response)
  let at = 0
  const timer = setInterval(() => {
    response.write(rest.subarray(at, (at += 8)))
    if (at >= rest.length) response.end()
  }, 5)
  response.on('close', () => clearInterval(timer))
}

/** Gives the address of the file elsewhere. */
export const redirectTo =
  (mirror: string): Manner =>
  (_file, request, response) =>
    void response.writeHead(302, { location: mirror + request.url!.slice(1) }).end()

export type Mirror = {
  /** Ends with a slash. */
  address: string
  /** What was asked for, in order: the file, and the first byte. */
  asked: { file: string; from: number }[]
  close: () => void
}

/** A server on this machine that has files, and answers in the manners given, one after another; the last one stays. */
export async function openMirror(
  files: ReadonlyMap<string, Buffer>,
  ...manners: readonly Manner[]
): Promise<Mirror> {
  const asked: Mirror['asked'] = []
  const server = createServer((request, response) => {
    const name = request.url!.slice(1)
    const manner = manners[Math.min(asked.length, manners.length - 1)]!
    asked.push({ file: name, from: startOf(request) })
    manner(files.get(name) ?? Buffer.from(''), request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): void => {
    server.closeAllConnections()
    server.close()
  }
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked, close }
}
