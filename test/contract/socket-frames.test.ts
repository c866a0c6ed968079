import { describe, expect, test } from 'vitest'
import { frameOf, socketChannel } from '../../src/contract/channels/socket.ts'
import { socketPair } from './socket-pairs.ts'

describe('a socket', () => {
  test('hands over frames that come in any pieces', async () => {
    const { host, user } = await socketPair()
    const heard: unknown[] = []
    socketChannel(host).onMessage((message) => heard.push(message))
    const values = Float32Array.from({ length: 5000 }, (_, i) => i)
    const all = Buffer.concat([frameOf('first'), frameOf({ values }), frameOf(3)])
    for (let at = 0; at < all.length; at += 777) {
      user.write(all.subarray(at, at + 777))
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    await expect.poll(() => heard.length).toBe(3)
    expect(heard).toEqual(['first', { values }, 3])
  })

  test('carries every kind of array at any place in a frame', async () => {
    const { host, user } = await socketPair()
    const heard: unknown[] = []
    socketChannel(host).onMessage((message) => heard.push(message))
    const arrays = (pad: string) => ({
      ...{ pad, bytes: Uint8Array.of(1, 255), halves: Int16Array.of(-2, 3), counts: Int32Array.of(1, -7) },
      ...{
        singles: Float32Array.of(NaN, 0.1),
        doubles: Float64Array.of(-Infinity, 0.1),
        empty: new Float64Array(),
      },
      part: Float32Array.of(1, 2, 3, 4).subarray(1, 3),
    })
    const sent = Array.from({ length: 9 }, (_, i) => arrays('x'.repeat(i)))
    const channel = socketChannel(user)
    for (const message of sent) channel.post(message)
    await expect.poll(() => heard.length).toBe(sent.length)
    expect(heard).toStrictEqual(sent)
  })
})
