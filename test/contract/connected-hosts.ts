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
import { socketPair, webSocketPair } from './socket-pairs.ts'

type Connected = { api: HostApi; /** Ends the host's side. */ end: () => void; channel?: Channel }

/** Connects to an echo host in every way there is, for one test. */
export const transports: Record<string, () => Promise<Connected>> = {
  'a MessageChannel': () => {
    const { port1, port2 } = new MessageChannel()
    const { handlers, subscribe } = echoHost()
    serveHost(handlers, subscribe, messagePortChannel(port1))
    const channel = messagePortChannel(port2)
    onTestFinished(() => port1.close())
    return Promise.resolve({ api: connectHost(channel), end: () => port1.close(), channel })
  },
  'a forked process': () => {
    const child = fork(new URL('./echo-process.ts', import.meta.url), { serialization: 'advanced' })
    onTestFinished(() => void child.kill('SIGKILL'))
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

/** Calls with any argument, which the types would refuse. */
export const anyCall = (api: HostApi) => (call: string, input: unknown) =>
  api.call(call as HostCall, input as object) as Promise<unknown>
