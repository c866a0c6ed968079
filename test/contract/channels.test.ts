import { fork } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel } from 'node:worker_threads'
import { afterEach, describe, expect, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { Channel } from '../../src/contract/channel.ts'
import { messagePortChannel } from '../../src/contract/channels/message-port.ts'
import { processChannel } from '../../src/contract/channels/process.ts'
import { frameOf, socketChannel } from '../../src/contract/channels/socket.ts'
import { packMessage } from '../../src/contract/channels/message-pack.ts'
import { webSocketChannel } from '../../src/contract/channels/web-socket.ts'
import { hostCalls, type HostApi, type HostCall } from '../../src/contract/host.ts'
import { connectHost, localHost, serveHost } from '../../src/contract/rpc.ts'
import { goodInputs } from './echo-handlers.ts'
import { echoHost } from './echo-host.ts'

type Connected = { api: HostApi; /** Ends the host's side. */ end: () => void; channel?: Channel }

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function socketPair(): Promise<{ host: Socket; user: Socket }> {
  const path = join(mkdtempSync(join(tmpdir(), 'bnw-socket-')), 'a.sock')
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(path, resolve))
  const accepted = new Promise<Socket>((resolve) => server.once('connection', resolve))
  const user = connect(path)
  const host = await accepted
  cleanups.push(() => {
    user.destroy()
    host.destroy()
    server.close()
  })
  return { host, user }
}

async function webSocketPair(): Promise<{ host: WebSocket; user: WebSocket }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  cleanups.push(() => {
    for (const client of server.clients) client.terminate()
    server.close()
  })
  await new Promise((resolve) => server.once('listening', resolve))
  const accepted = new Promise<WebSocket>((resolve) => server.once('connection', resolve))
  const user = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await new Promise((resolve) => user.once('open', resolve))
  return { host: await accepted, user }
}

const transports: Record<string, () => Promise<Connected>> = {
  'a MessageChannel': () => {
    const { port1, port2 } = new MessageChannel()
    const { handlers, subscribe } = echoHost()
    serveHost(handlers, subscribe, messagePortChannel(port1))
    const channel = messagePortChannel(port2)
    cleanups.push(() => port1.close())
    return Promise.resolve({ api: connectHost(channel), end: () => port1.close(), channel })
  },
  'a forked process': () => {
    const child = fork(new URL('./echo-process.ts', import.meta.url), { serialization: 'advanced' })
    cleanups.push(() => child.kill('SIGKILL'))
    const channel = processChannel(child)
    return Promise.resolve({ api: connectHost(channel), end: () => child.kill('SIGKILL'), channel })
  },
  'a local socket': async () => {
    const { host, user } = await socketPair()
    const { handlers, subscribe } = echoHost()
    serveHost(handlers, subscribe, socketChannel(host))
    const channel = socketChannel(user)
    return { api: connectHost(channel), end: () => host.destroy(), channel }
  },
  'a WebSocket': async () => {
    const { host, user } = await webSocketPair()
    const { handlers, subscribe } = echoHost()
    serveHost(handlers, subscribe, webSocketChannel(host))
    const channel = webSocketChannel(user)
    return { api: connectHost(channel), end: () => host.terminate(), channel }
  },
  'no channel': () => {
    const { handlers, subscribe } = echoHost()
    return Promise.resolve({ api: localHost(handlers, subscribe), end: () => undefined })
  },
}

const calls = Object.keys(hostCalls) as HostCall[]

describe.each(Object.entries(transports))('over %s', (name, open) => {
  const anyCall = (api: HostApi) => (call: string, input: unknown) =>
    api.call(call as HostCall, input as object) as Promise<unknown>

  test('every call takes a good argument and answers', async () => {
    const { api } = await open()
    for (const call of calls) {
      if (call === 'runs.get' || call === 'metrics.series' || call === 'experiments.rename') continue
      expect(await anyCall(api)(call, goodInputs[call]), call).toEqual(goodInputs[call])
    }
  })

  test('every call refuses an argument with a field that it does not know, and names the call', async () => {
    const { api } = await open()
    for (const call of calls) {
      const refused = anyCall(api)(call, { ...goodInputs[call], surprise: 1 })
      await expect(refused, call).rejects.toMatchObject({ name: 'WorkbenchError', code: 'bad-input' })
      await expect(refused, call).rejects.toThrow(call)
    }
  })

  test.each([
    ['experiments.get', {}, /experiments\.get: id is missing/],
    ['experiments.get', null, /experiments\.get: .*expected object/],
    ['experiments.list', { limit: 5000 }, /limit is 5000: .*1000/],
    ['experiments.tag', { id: 'a', tags: ['fine', ''] }, /tags\[1\] is ""/],
    ['metrics.series', { runId: 'a', metric: 'lose' }, /metric is "lose": .*"loss"/],
    ['runs.stop', { ids: [] }, /ids is \[\]/],
    ['experiments.list', { statuses: ['over'] }, /statuses\[0\] is "over": .*"paused"/],
    ['experiments.list', { createdFrom: 'today' }, /createdFrom is "today": .*expected number/],
    ['experiments.list', { sort: 'colour' }, /sort is "colour": .*"dataset"/],
    ['experiments.plan', { spec: {}, measure: 'no' }, /measure is "no": .*expected boolean/],
    ['runs.continueFrom', { id: 'a', epochs: 0 }, /epochs is 0: .*>0/],
    ['runs.continueFrom', { id: 'a', epochs: 1, learningRate: -1 }, /learningRate is -1: .*>0/],
    ['runs.continueFrom', { id: 'a' }, /epochs is missing/],
    ['runs.confused', { id: 'a', actual: -1, predicted: 0 }, /actual is -1: .*>=0/],
    ['runs.confused', { id: 'a', actual: 1, predicted: 0, limit: 501 }, /limit is 501: .*500/],
    ['datasets.preview', { name: 'a', split: 'both' }, /split is "both": .*"train"/],
    ['datasets.preview', { name: 'a', classIndex: 0.5 }, /classIndex is 0\.5/],
    ['datasets.download', { name: 'imagenet' }, /name is "imagenet": .*"fashion-mnist"/],
    ['datasets.cancelDownload', {}, /name is missing/],
    [
      'datasets.import',
      { name: 'a', trainImages: 7, trainLabels: 'c', testImages: 'd', testLabels: 'e' },
      /trainImages is 7/,
    ],
    ['system.changeSettings', { parallel: 0.5 }, /parallel is 0\.5/],
  ])('%s of %j is refused in words', async (call, input, message) => {
    const { api } = await open()
    await expect(anyCall(api)(call, input)).rejects.toThrow(message)
  })

  test('values that have no JSON are refused in words too', async () => {
    const { api } = await open()
    const cyclic: { id?: unknown } = {}
    cyclic.id = cyclic
    for (const [input, message] of [
      [{ id: 1n }, /id is a bigint: .*expected string/],
      [cyclic, /id is an object: .*expected string|could not be packed: Too deep/],
      [{ id: NaN }, /id is NaN: .*expected string/],
      [{ id: new Float32Array(3_000_000) }, /id is an object: .*received Float32Array/],
    ] as const) {
      const refused = anyCall(api)('experiments.get', input)
      await expect(refused).rejects.toMatchObject({ code: 'bad-input' })
      await expect(refused).rejects.toThrow(message)
    }
  })

  test('a message stays short, however much is wrong', async () => {
    const { api } = await open()
    const refused = anyCall(api)('runs.stop', { ids: Array.from({ length: 3000 }, () => '') })
    await expect(refused).rejects.toThrow(/ids\[4\] is "".*; and 2995 more$/)
    const surprises = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`field${i}`, i]))
    const message = await anyCall(api)('queue.state', surprises).catch((error: unknown) => String(error))
    expect(message).toMatch(/field0/)
    expect((message as string).length).toBeLessThan(500)
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'experiments.nothing', ''])(
    'there is no call "%s"',
    async (call) => {
      const { api } = await open()
      await expect(anyCall(api)(call, {})).rejects.toMatchObject({ code: 'bad-input' })
    },
  )

  test('what is left out has its usual value', async () => {
    const { api } = await open()
    expect(await anyCall(api)('experiments.list', {})).toEqual({
      ...{ search: '', trashed: false, sort: 'created', descending: true, offset: 0, limit: 50 },
    })
  })

  test('typed arrays arrive as they are, NaN and ±Infinity included', async () => {
    const { api } = await open()
    const { steps, min, max, last } = await api.call('metrics.series', { runId: 'a', metric: 'loss' })
    expect(steps).toEqual(Int32Array.of(1, 2, 3))
    expect(min).toEqual(Float32Array.of(NaN, -Infinity, -0))
    expect(max).toEqual(Float32Array.of(Infinity, 1e-45, 3.4e38))
    expect(last).toEqual(new Float32Array())
  })

  test('errors arrive with their code, and faults as internal ones', async () => {
    const { api } = await open()
    await expect(api.call('runs.get', { id: 'missing' })).rejects.toMatchObject({
      ...{ name: 'WorkbenchError', code: 'not-found', message: 'There is no run missing.' },
    })
    const fault = api.call('runs.get', { id: 'faulty' })
    await expect(fault).rejects.toThrow(/a fault/)
    if (name !== 'no channel') await expect(fault).rejects.toMatchObject({ code: 'internal' })
  })

  test('answers come in whatever order they are ready', async () => {
    const { api } = await open()
    const order: string[] = []
    const call = async (id: string, wait: string) => {
      await api.call('experiments.rename', { id, name: wait })
      order.push(id)
    }
    await Promise.all([call('slow', '60'), call('fast', '1')])
    expect(order).toEqual(['fast', 'slow'])
  })

  test('hints reach whoever listens, until the listening ends', async () => {
    const { api } = await open()
    const heard: number[] = []
    const stop = api.on('metrics.grew', ({ cursor }) => heard.push(cursor))
    await api.call('queue.pause', {})
    await api.call('queue.state', {})
    stop()
    await api.call('queue.pause', {})
    await api.call('queue.state', {})
    expect(heard).toEqual([41])
  })
})

describe.each(Object.entries(transports).filter(([name]) => name !== 'no channel'))(
  '%s that ends',
  (_, open) => {
    test('fails what is under way and all that comes', async () => {
      const { api, end } = await open()
      await api.call('queue.state', {})
      const waiting = api.call('experiments.rename', { id: 'a', name: '5000' })
      const failed = expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
      end()
      await failed
      await expect(api.call('queue.state', {})).rejects.toMatchObject({ code: 'unavailable' })
    })

    test('says so to who comes too late', async () => {
      const { channel, end } = await open()
      const closed = new Promise((resolve) => channel!.onClosed(resolve))
      end()
      await closed
      await expect(connectHost(channel!).call('queue.state', {})).rejects.toMatchObject({
        ...{ name: 'WorkbenchError', code: 'unavailable' },
      })
    })

    test('goes on when an argument or an answer can’t be sent', async () => {
      const { api } = await open()
      const spec = { layers: () => [] }
      await expect(api.call('experiments.create', { spec })).rejects.toMatchObject({
        ...{ name: 'WorkbenchError', code: 'bad-input' },
        message: expect.stringMatching(/^experiments\.create: .*could not be (cloned|packed)/) as string,
      })
      await expect(api.call('runs.get', { id: 'unsendable' })).rejects.toMatchObject({
        ...{ name: 'WorkbenchError', code: 'internal' },
        message: expect.stringMatching(/could not be (cloned|packed)/) as string,
      })
      expect(await api.call('queue.state', {})).toEqual({})
    })

    test('is none for what is not a message', async () => {
      const { api, channel } = await open()
      for (const garbage of [null, 7, 'q', {}, { t: 'q' }, { t: 'q', m: {}, a: [] }, { t: 's', i: 'x' }, [1]])
        channel!.post(garbage)
      expect(await api.call('queue.state', {})).toEqual({})
    })
  },
)

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

test('a host listens to no channel that has closed', async () => {
  const { port1, port2 } = new MessageChannel()
  const { handlers, subscribe, listeners } = echoHost()
  serveHost(handlers, subscribe, messagePortChannel(port1))
  expect(listeners()).toBe(1)
  port2.close()
  await expect.poll(listeners).toBe(0)
})

test('a host that starts only after its user has gone listens for nobody', async () => {
  const { host, user } = await socketPair()
  const channel = socketChannel(host)
  const closed = new Promise((resolve) => channel.onClosed(resolve))
  host.resume()
  user.destroy()
  await closed
  const { handlers, subscribe, listeners } = echoHost()
  serveHost(handlers, subscribe, channel)
  expect(listeners()).toBe(0)
})

test.each([
  ['text', 'hello'],
  ['bytes that are no MessagePack', Uint8Array.of(0xc1)],
  ['a message that is cut', packMessage({ t: 'q', m: 'call' }).subarray(0, 5)],
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
