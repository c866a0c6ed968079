import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Channel } from '../../src/contract/channel.ts'
import { frameOf } from '../../src/contract/channels/socket.ts'
import { knock, listenForUsers, removeLeftSocket, socketPathOf } from '../../src/host/host-socket.ts'

const TOKEN = 'the word that opens the door'
let folder: string
const ends: (() => unknown)[] = []

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'bnw-door-')))
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  rmSync(folder, { recursive: true, force: true })
})

/** A door, and who has come in by it. */
async function listen(path = join(folder, 'a.sock')) {
  const users: { heard: unknown[]; channel: Channel }[] = []
  const stop = await listenForUsers(path, TOKEN, (channel) => {
    const heard: unknown[] = []
    channel.onMessage((message) => heard.push(message))
    users.push({ heard, channel })
  })
  ends.push(stop)
  return { path, users, stop }
}

async function bare(path: string): Promise<{ socket: Socket; closed: Promise<number> }> {
  const socket = connect(path)
  const came = Date.now()
  const closed = new Promise<number>((resolve) => socket.on('close', () => resolve(Date.now() - came)))
  socket.on('error', () => undefined).resume()
  await new Promise((resolve) => socket.once('connect', resolve))
  ends.push(() => socket.destroy())
  return { socket, closed }
}

describe('the door', () => {
  test('opens for who knows the word', async () => {
    const { path, users } = await listen()
    const channel = (await knock(path, TOKEN))!
    channel.post({ hello: Float32Array.of(NaN) })
    await expect.poll(() => users[0]?.heard).toEqual([{ hello: Float32Array.of(NaN) }])
    channel.close()
  })

  test.each([
    ['another word of the same length', frameOf(TOKEN.replace('t', 'T'))],
    ['another word', frameOf('sesame')],
    ['no frame', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(3))],
    ['a length beyond any', Buffer.alloc(100, 255)],
    ['the word inside something else', frameOf({ hello: TOKEN, and: TOKEN })],
  ])('is shut for %s', async (_, bytes) => {
    const { path, users } = await listen()
    const { socket, closed } = await bare(path)
    socket.write(bytes)
    await closed
    expect(users).toEqual([])
    const channel = await knock(path, TOKEN)
    expect(channel, 'it still opens for others').not.toBeNull()
    channel!.close()
  })

  test('is shut for who says nothing for two seconds, or half a word', async () => {
    const { path, users } = await listen()
    const [silent, slow] = [await bare(path), await bare(path)]
    slow.socket.write(frameOf(TOKEN).subarray(0, 9))
    for (const after of await Promise.all([silent.closed, slow.closed])) {
      expect(after).toBeGreaterThan(1500)
      expect(after).toBeLessThan(5000)
    }
    expect(users).toEqual([])
  })

  test('takes the word in pieces, with what follows right behind it', async () => {
    const { path, users } = await listen()
    const { socket } = await bare(path)
    const bytes = Buffer.concat([frameOf(TOKEN), frameOf('first'), frameOf('second')])
    for (const [from, to] of [
      [0, 3],
      [3, 20],
      [20, bytes.length],
    ]) {
      socket.write(bytes.subarray(from, to))
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await expect.poll(() => users[0]?.heard).toEqual(['first', 'second'])
  })

  test('is nowhere any more when it is shut for good, and all inside are out', async () => {
    const { path, stop } = await listen()
    const channel = (await knock(path, TOKEN))!
    const closed = new Promise((resolve) => channel.onClosed(resolve))
    await stop()
    expect(await closed).toMatch(/has ended/)
    expect(existsSync(path)).toBe(false)
    expect(await knock(path, TOKEN)).toBeNull()
  })

  test('is for this user only', async () => {
    const { path } = await listen()
    expect(statSync(path).mode & 0o777).toBe(0o600)
  })

  test('that cannot be made is refused with its path', async () => {
    await expect(listen(join(folder, 'nowhere', 'a.sock'))).rejects.toMatchObject({
      ...{ code: 'unavailable' },
      message: expect.stringContaining('nowhere') as string,
    })
  })
})

describe('knocking', () => {
  test('at a door that never answers ends after two seconds', async () => {
    const path = join(folder, 'deaf.sock')
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(path, resolve))
    ends.push(() => server.close())
    const before = Date.now()
    expect(await knock(path, TOKEN)).toBeNull()
    expect(Date.now() - before).toBeGreaterThan(1500)
  })

  test('where nothing is, or a file, is answered at once', async () => {
    writeFileSync(join(folder, 'file'), '')
    expect(await knock(join(folder, 'nothing'), TOKEN)).toBeNull()
    expect(await knock(join(folder, 'file'), TOKEN)).toBeNull()
  })
})

describe('where the door is', () => {
  test('beside the database, or in this user’s own folder where that path is too long', () => {
    expect(dirname(socketPathOf(join(folder, 'a.db'), 'x'))).toBe(folder)
    const deep = join(folder, 'd'.repeat(100))
    mkdirSync(deep)
    const far = socketPathOf(join(deep, 'a.db'), 'x')
    expect(Buffer.byteLength(far)).toBeLessThan(100)
    expect(statSync(dirname(far)).mode & 0o777).toBe(0o700)
  })

  test('is another for another database and another holder, and the same by a link', () => {
    const deep = join(folder, 'ü'.repeat(60))
    mkdirSync(deep)
    symlinkSync(deep, join(folder, 'link'))
    const path = socketPathOf(join(deep, 'a.db'), 'x')
    expect(socketPathOf(join(folder, 'link', 'a.db'), 'x')).toBe(path)
    expect(socketPathOf(join(deep, 'b.db'), 'x')).not.toBe(path)
    expect(socketPathOf(join(deep, 'a.db'), 'y')).not.toBe(path)
  })
})

describe('what a killed holder leaves', () => {
  test('is removed when it is a socket, and only then', () => {
    const path = join(folder, 'left.sock')
    const listenAndDie = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`
    spawnSync(process.execPath, ['-e', listenAndDie])
    expect(existsSync(path)).toBe(true)
    removeLeftSocket(path)
    expect(existsSync(path)).toBe(false)
    const file = join(folder, 'workbench.db')
    writeFileSync(file, 'precious')
    for (const other of [file, folder, path]) removeLeftSocket(other)
    expect(existsSync(file)).toBe(true)
  })
})
