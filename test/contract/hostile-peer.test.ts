import { describe, expect, test } from 'vitest'
import { packMessage } from '../../src/contract/channels/message-pack.ts'
import { socketChannel } from '../../src/contract/channels/socket.ts'
import { webSocketChannel } from '../../src/contract/channels/web-socket.ts'
import { socketPair, webSocketPair } from './socket-pairs.ts'

describe('a socket', () => {
  test('is ended when the other side reads no more', async () => {
    const { host, user } = await socketPair()
    const channel = socketChannel(host, 1_000_000)
    const closed = new Promise((resolve) => channel.onClosed(resolve))
    user.pause()
    for (let i = 0; i < 100; i++) channel.post(new Uint8Array(100_000))
    expect(await closed).toMatch(/has ended/)
  })

  test.each([
    ['a length beyond any message', Buffer.of(255, 255, 255, 255)],
    ['bytes that are no message', Buffer.concat([Buffer.of(4, 0, 0, 0), Buffer.of(1, 2, 3, 4)])],
  ])('is ended by %s', async (_, bytes) => {
    const { host, user } = await socketPair()
    const channel = socketChannel(host)
    channel.onMessage(() => undefined)
    const closed = new Promise<string>((resolve) => channel.onClosed(resolve))
    user.write(bytes)
    expect(await closed).toMatch(/has ended/)
  })
})

test.each([
  ['text', 'hello'],
  ['bytes that are no MessagePack', Uint8Array.of(0xc1)],
  ['a message that is cut', packMessage({ t: 'q', m: 'call' }).subarray(0, 5)],
  ['an array of more elements than all memory has room for', Uint8Array.of(0xdd, 0xff, 0xff, 0xff, 0xff)],
  [
    'many arrays in each other',
    Uint8Array.from({ length: 3000 }, (_, at) => [0xdd, 0, 0xff, 0xff, 0xff][at % 5]!),
  ],
  ['a prototype as a key', Uint8Array.of(0x81, 0xa9, ...Buffer.from('__proto__'), 1)],
])('a WebSocket is ended by %s', async (_, message) => {
  const { host, user } = await webSocketPair()
  const channel = webSocketChannel(host)
  const heard: unknown[] = []
  channel.onMessage((told) => heard.push(told))
  const closed = new Promise<string>((resolve) => channel.onClosed(resolve))
  user.send(message)
  expect(await closed).toMatch(/lost/)
  expect(heard).toEqual([])
})
