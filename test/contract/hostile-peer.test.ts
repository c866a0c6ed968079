import { describe, expect, test } from 'vitest'
import { packMessage } from '../../src/contract/channels/message-pack.ts'
import { socketChannel } from '../../src/contract/channels/socket.ts'
import { webSocketChannel } from '../../src/contract/channels/web-socket.ts'
import { MOST_UNDER_WAY } from '../../src/contract/calls-under-way.ts'
import { channels } from './connected-hosts.ts'
import { HELD } from './echo-handlers.ts'
import { socketPair, webSocketPair } from './socket-pairs.ts'

/** A message as the protocol has it, made by hand. */
const question = (id: string, call: unknown, input: unknown = {}) => ({
  ...{ t: 'q', m: 'call', i: id, a: [call, input] },
})

describe.each(channels)('a user over %s', (_, open) => {
  test('gets errors beyond so many calls at once, and keeps nobody else from an answer', async () => {
    const { api, another } = await open()
    const other = await another()
    let refused = 0
    const flood = Array.from({ length: 3000 }, () =>
      api.call('experiments.rename', { id: 'a', name: HELD }).catch((error: unknown) => {
        refused++
        return error
      }),
    )
    await expect.poll(() => refused).toBe(3000 - MOST_UNDER_WAY)
    expect(await other.call('queue.state', {})).toEqual({})
    await expect(api.call('queue.state', {})).rejects.toMatchObject({
      ...{ name: 'WorkbenchError', code: 'unavailable' },
      message: expect.stringMatching(/256 calls under way already/) as string,
    })
    await other.call('experiments.resume', { id: 'a' })
    const answers = await Promise.all(flood)
    expect(answers.filter((answer) => !(answer instanceof Error))).toHaveLength(MOST_UNDER_WAY)
    expect(await api.call('queue.state', {}), 'it may ask again').toEqual({})
  })

  test('gets every answer of a flood of calls that are over at once', async () => {
    const { api, another } = await open()
    const flood = Array.from({ length: 5000 }, () => api.call('queue.state', {}))
    expect(await Promise.all(flood)).toHaveLength(5000)
    expect(await (await another()).call('queue.state', {})).toEqual({})
  })

  test('changes nothing by what comes in no order: answers to no question, hints, ids twice, calls without one', async () => {
    const { api, channel, another } = await open()
    const other = await another()
    const heard: unknown[] = []
    other.on('metrics.grew', (hint) => heard.push(hint))
    for (let i = 0; i < 2000; i++) {
      channel!.post({ t: 's', i: `never asked ${i}`, r: { ok: true, answer: i } })
      channel!.post({ t: 's', i: '__proto__', e: 'an error' })
      channel!.post({ t: 'q', m: 'hint', a: ['metrics.grew', { cursor: 99 }] })
      channel!.post(question('twice', 'experiments.rename', { id: 'a', name: '1' }))
      channel!.post({ t: 'q', m: 'call', a: ['queue.state', {}] })
      channel!.post('the word that opens the door')
    }
    expect(await other.call('queue.state', {})).toEqual({})
    await expect.poll(() => api.call('queue.state', {}).catch(() => null)).toEqual({})
    expect(heard).toEqual([])
  })

  test('gets no answer to a message with huge parts, and goes on', async () => {
    const { api, channel, another } = await open()
    const other = await another()
    channel!.heard.length = 0
    const huge = 'x'.repeat(2 ** 24)
    channel!.post(question(huge, 'queue.state'))
    channel!.post({ t: 'q', m: huge, i: 'a', a: [] })
    channel!.post({ t: 's', i: huge })
    channel!.post({ t: 'q', m: 'call', i: 'b', a: Array.from({ length: 300_000 }, () => 0) })
    channel!.post({ t: huge })
    expect(await api.call('queue.state', {})).toEqual({})
    expect(channel!.heard, 'the answer to the last question alone').toHaveLength(1)
    expect(await other.call('queue.state', {})).toEqual({})
  })

  test('that goes in the middle of a flood ends its own calls alone', async () => {
    const { api, channel, another } = await open()
    const other = await another()
    const closed = new Promise((resolve) => channel!.onClosed(resolve))
    const flood = Array.from({ length: 1000 }, () => api.call('experiments.rename', { id: 'a', name: HELD }))
    const settled = Promise.allSettled(flood)
    await other.call('queue.state', {})
    channel!.close()
    channel!.post(question('after the end', 'queue.state'))
    await closed
    expect((await settled).filter(({ status }) => status === 'fulfilled')).toEqual([])
    await expect(api.call('queue.state', {})).rejects.toMatchObject({ code: 'unavailable' })
    await other.call('experiments.resume', { id: 'a' })
    expect(await other.call('queue.state', {})).toEqual({})
  })
})

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
