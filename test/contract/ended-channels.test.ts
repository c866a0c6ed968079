import { MessageChannel } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'
import { messagePortChannel } from '../../src/contract/channels/message-port.ts'
import { socketChannel } from '../../src/contract/channels/socket.ts'
import { connectHost, serveHost } from '../../src/contract/rpc.ts'
import { channels } from './connected-hosts.ts'
import { echoHost } from './echo-host.ts'
import { socketPair } from './socket-pairs.ts'

describe.each(channels)('%s that ends', (_, open) => {
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
