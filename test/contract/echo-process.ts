/**
 * A forked process that serves the echo handlers to its parent, and tells it a hint with every `queue.pause`; and to
 * others at the local socket that it is given.
 */
import { createServer } from 'node:net'
import { processChannel } from '../../src/contract/channels/process.ts'
import { socketChannel } from '../../src/contract/channels/socket.ts'
import { serveHost } from '../../src/contract/rpc.ts'
import { echoHost } from './echo-host.ts'

const { handlers, subscribe } = echoHost()
const others = createServer((socket) => serveHost(handlers, subscribe, socketChannel(socket)))
others.listen(process.argv[2], () => {
  others.unref() // without its parent and others it ends
  serveHost(handlers, subscribe, processChannel(process))
})
