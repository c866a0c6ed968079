/** A forked process that serves the echo handlers to its parent, and tells it a hint with every `queue.pause`. */
import { processChannel } from '../../src/contract/channels/process.ts'
import { serveHost } from '../../src/contract/rpc.ts'
import { echoHost } from './echo-host.ts'

const { handlers, subscribe } = echoHost()
serveHost(handlers, subscribe, processChannel(process))
