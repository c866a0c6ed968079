import { fork } from 'node:child_process'
import { MessageChannel } from 'node:worker_threads'
import { onTestFinished } from 'vitest'
import type { Channel } from '../../src/contract/channel.ts'
import { messagePortChannel } from '../../src/contract/channels/message-port.ts'
import { processChannel } from '../../src/contract/channels/process.ts'
import { socketChannel } from '../../src/contract/channels/socket.ts'
import { webSocketChannel } from '../../src/contract/channels/web-socket.ts'
import type { HostApi, HostCall } from '../../src/contract/host.ts'
import { connectHost, localHost, serveHost } from '../../src/contract/rpc.ts'
import { echoHost } from './echo-host.ts'
import { connectedTo, newSocketPath, socketPair, webSocketPair } from './socket-pairs.ts'

type HeardChannel = Channel & { /** All messages that came. */ heard: unknown[] }

type Connected = {
  api: HostApi
  /** Ends the host's side. */
  end: () => void
  channel?: HeardChannel
  /** Connects one more user to the same host. */
  another: () => Promise<HostApi>
}

/** Connects to an echo host in every way there is, for one test. */
export const transports: Record<string, () => Promise<Connected>> = {
  'a MessageChannel': () => {
    const { handlers, subscribe } = echoHost()
    const connect = () => {
      const { port1, port2 } = new MessageChannel()
      serveHost(handlers, subscribe, messagePortChannel(port1))
      onTestFinished(() => port1.close())
      const channel = heardChannel(messagePortChannel(port2))
      return { api: connectHost(channel), end: () => port1.close(), channel }
    }
    return Promise.resolve({ ...connect(), another: () => Promise.resolve(connect().api) })
  },
  'a forked process': () => {
    const path = newSocketPath()
    const child = fork(new URL('./echo-process.ts', import.meta.url), [path], { serialization: 'advanced' })
    onTestFinished(() => void child.kill('SIGKILL'))
    const channel = heardChannel(processChannel(child))
    const api = connectHost(channel)
    const another = async () => {
      await api.call('queue.state', {}) // It listens for others before it answers.
      return connectHost(socketChannel(await connectedTo(path)))
    }
    return Promise.resolve({ api, end: () => child.kill('SIGKILL'), channel, another })
  },
  'a local socket': async () => {
    const { handlers, subscribe } = echoHost()
    const connect = async () => {
      const { host, user } = await socketPair()
      serveHost(handlers, subscribe, socketChannel(host))
      const channel = heardChannel(socketChannel(user))
      return { api: connectHost(channel), end: () => host.destroy(), channel }
    }
    return { ...(await connect()), another: async () => (await connect()).api }
  },
  'a WebSocket': async () => {
    const { handlers, subscribe } = echoHost()
    const connect = async () => {
      const { host, user } = await webSocketPair()
      serveHost(handlers, subscribe, webSocketChannel(host))
      const channel = heardChannel(webSocketChannel(user))
      return { api: connectHost(channel), end: () => host.terminate(), channel }
    }
    return { ...(await connect()), another: async () => (await connect()).api }
  },
  'no channel': () => {
    const { handlers, subscribe } = echoHost()
    const api = localHost(handlers, subscribe)
    return Promise.resolve({ api, end: () => undefined, another: () => Promise.resolve(api) })
  },
}

function heardChannel(channel: Channel): HeardChannel {
  const heard: unknown[] = []
  const onMessage: Channel['onMessage'] = (listener) =>
    channel.onMessage((message) => {
      heard.push(message)
      listener(message)
    })
  return { ...channel, onMessage, heard }
}

/** Those that carry messages. */
export const channels = Object.entries(transports).filter(([name]) => name !== 'no channel')

/** Calls with any argument, which the types would refuse. */
export const anyCall = (api: HostApi) => (call: string, input: unknown) =>
  api.call(call as HostCall, input as object) as Promise<unknown>
