import { createHash, timingSafeEqual } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import os from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { Channel } from '../contract/channel.ts'
import { frameOf, socketChannel } from '../contract/channels/socket.ts'
import { WorkbenchError } from '../contract/errors.ts'

/** Paths of Unix sockets are cut off, or refused, beyond some hundred bytes. */
const LONGEST_PATH = 100
const ANSWER_MS = 2000

/**
 * Where the holder of a database listens: beside it, or in a folder of this user's where that path is too long; on
 * Windows a named pipe. Every holder takes a name of its own, so that the file of one that is gone is in nobody's way.
 */
export function socketPathOf(database: string, name: string): string {
  const folder = realpathSync(dirname(database))
  const hash = createHash('sha256')
    .update(join(folder, basename(database)))
    .digest('hex')
    .slice(0, 12)
  if (process.platform === 'win32') return `\\\\.\\pipe\\bnw-${hash}-${name}`
  const beside = join(folder, `.${basename(database)}.${name}.sock`)
  return Buffer.byteLength(beside) < LONGEST_PATH ? beside : join(ownFolder(), `${hash}-${name}.sock`)
}

/** A folder for sockets that only this user can enter. @throws WorkbenchError `unavailable` when it is another's */
function ownFolder(): string {
  const { uid } = os.userInfo()
  const folder = join(os.tmpdir(), `bnw-${uid}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid)
    throw new WorkbenchError(
      'unavailable',
      `${folder} belongs to somebody else. Remove it, or set TMPDIR to your own folder.`,
    )
  chmodSync(folder, 0o700)
  return folder
}

/**
 * Listens for other processes of this user; who knows the token is handed over as a channel.
 * @returns a function that ends the listening and every connection
 */
export async function listenForUsers(
  path: string,
  token: string,
  onUser: (channel: Channel) => void,
): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)))
    void welcome(socket, token).then((isWelcome) => {
      if (isWelcome) onUser(socketChannel(socket))
      else socket.destroy()
    })
  })
  await listening(server, path)
  if (process.platform !== 'win32') chmodSync(path, 0o600)
  return async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
    rmSync(path, { force: true })
  }
}

/** Removes the socket of a holder that did not live to do it; what is no socket stays. */
export function removeLeftSocket(path: string): void {
  if (process.platform === 'win32') return // a pipe ends with its process
  if (lstatSync(path, { throwIfNoEntry: false })?.isSocket()) rmSync(path, { force: true })
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // Also for what comes later: that one user could not be let in must not end the host.
    server.on('error', (error) =>
      reject(
        new WorkbenchError('unavailable', `Other processes could not be let in at ${path}: ${error.message}`),
      ),
    )
    // The socket exists from here on, before its mode can be set: made so that nobody else may enter meanwhile.
    const before = process.platform === 'win32' ? null : process.umask(0o177)
    server.listen(path, resolve)
    if (before !== null) process.umask(before)
  })
}

/** The first bytes must be the token, as one frame; they are answered with a byte. */
function welcome(socket: Socket, token: string): Promise<boolean> {
  const expected = frameOf(token)
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(false), ANSWER_MS)
    socket.on('error', () => resolve(false)).on('close', () => resolve(false))
    const read = (): void => {
      const first = socket.read(expected.length) as Buffer | null
      if (first === null) return
      clearTimeout(late)
      socket.off('readable', read)
      const isRight = first.length === expected.length && timingSafeEqual(first, expected)
      if (isRight) socket.write(WELCOME)
      resolve(isRight)
    }
    socket.on('readable', read)
  })
}

const WELCOME = Buffer.of(1)

/** A channel to the holder that listens there; null when nobody answers within two seconds. */
export function knock(path: string, token: string): Promise<Channel | null> {
  return new Promise((resolve) => {
    const socket = connect(path)
    const giveUp = (): void => {
      socket.destroy()
      resolve(null)
    }
    const late = setTimeout(giveUp, ANSWER_MS)
    socket.on('error', giveUp).on('close', () => resolve(null))
    socket.once('connect', () => socket.write(frameOf(token)))
    const read = (): void => {
      if (socket.read(WELCOME.length) === null) return
      clearTimeout(late)
      socket.off('readable', read)
      resolve(socketChannel(socket))
    }
    socket.on('readable', read)
  })
}
