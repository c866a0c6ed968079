import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'

/** Why a mirror did not give what it was asked for: another one may. */
export class MirrorError extends Error {}

export type MirrorRequest = {
  /** The first byte that is wanted. */
  from: number
  /** A mirror that sends nothing for so long is given up. */
  stallSeconds: number
  signal: AbortSignal
}

export type MirrorAnswer = {
  status: number
  /** The first byte that it says to send. */
  from: number
  body: AsyncIterable<Uint8Array>
}

const MOST_REDIRECTS = 5

/**
 * Asks a mirror for a file, from a byte on. Written on Node's own client because `fetch` unpacks what is sent as gzip,
 * and these files must come as they are.
 * @throws MirrorError; the signal's reason when it is aborted
 */
export async function askMirror(url: string, wanted: MirrorRequest): Promise<MirrorAnswer> {
  let address = new URL(url)
  for (let redirects = 0; ; redirects++) {
    const { response, body } = await send(address, wanted)
    const { statusCode: status = 0, headers } = response
    const isRedirect = status >= 300 && status < 400 && headers.location !== undefined
    if (!isRedirect) return { status, from: firstByteOf(headers['content-range']), body }
    response.destroy()
    if (redirects === MOST_REDIRECTS) throw new MirrorError('redirects again and again')
    address = redirected(address, headers.location!)
  }
}

function redirected(from: URL, location: string): URL {
  const to = URL.parse(location, from)
  if (to?.protocol === from.protocol || to?.protocol === 'https:') return to
  throw new MirrorError('redirects to an address that is not safe')
}

/** Of `bytes 100-199/200` the 100; 0 where nothing is said, which means that all is sent. */
function firstByteOf(contentRange: string | undefined): number {
  return Number(/^bytes (\d+)-/.exec(contentRange ?? '')?.[1] ?? 0)
}

type Sent = { response: IncomingMessage; body: AsyncIterable<Uint8Array> }

function send(address: URL, { from, stallSeconds, signal }: MirrorRequest): Promise<Sent> {
  const { promise, resolve, reject } = Promise.withResolvers<Sent>()
  const headers = { 'accept-encoding': 'identity', ...(from > 0 && { range: `bytes=${from}-` }) }
  const get = address.protocol === 'https:' ? https.get : http.get
  signal.throwIfAborted()
  const request = get(address, { headers })
  let response: IncomingMessage | undefined
  const fail = (error: Error): void => void (response ?? request).destroy(error)
  const stall = setTimeout(
    () => fail(new MirrorError(`sent nothing for ${stallSeconds} seconds`)),
    1000 * stallSeconds,
  )
  const abort = (): void => fail(signal.reason as Error)
  signal.addEventListener('abort', abort)
  const end = (): void => {
    clearTimeout(stall)
    signal.removeEventListener('abort', abort)
  }
  request.once('close', end)
  request.on('error', (error) => reject(asReason(error, signal)))
  request.once('response', (answer) => {
    response = answer
    answer.on('data', () => stall.refresh())
    resolve({ response: answer, body: bodyOf(answer, signal) })
  })
  return promise
}

/** So many pieces may wait to be taken before the mirror has to wait. */
const MOST_WAITING = 256

/** What comes, in pieces. Unlike a stream's own iterator it loses nothing of what came before a fault. */
function bodyOf(response: IncomingMessage, signal: AbortSignal): AsyncIterable<Uint8Array> {
  const pieces: Uint8Array[] = []
  let fault: Error | null = null
  let hasClosed = false
  let wake = (): void => undefined
  response.on('data', (piece: Buffer) => {
    pieces.push(piece)
    if (pieces.length >= MOST_WAITING) response.pause()
    wake()
  })
  response.once('error', (error) => {
    fault = error
    wake()
  })
  response.once('close', () => {
    hasClosed = true
    wake()
  })
  async function* taken(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        const piece = pieces.shift()
        if (piece !== undefined) yield piece
        else if (fault !== null) throw asReason(fault, signal)
        else if (hasClosed) return
        else {
          response.resume()
          await new Promise<void>((resolve) => (wake = resolve))
        }
      }
    } finally {
      response.destroy()
    }
  }
  return taken()
}

/** What is wrong, in words that follow the mirror's address. */
function asReason(error: Error, signal: AbortSignal): Error {
  if (signal.aborted) return signal.reason as Error
  if (error instanceof MirrorError) return error
  const code = (error as NodeJS.ErrnoException).code
  return new MirrorError(
    code === 'ECONNRESET' ? 'ended the connection' : `cannot be reached: ${error.message}`,
  )
}
