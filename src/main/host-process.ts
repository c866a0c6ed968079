import type { MessagePortMain } from 'electron'
import process from 'node:process'
import { relayHost } from '../contract/relay.ts'
import { serveHost } from '../contract/rpc.ts'
import { openWorkbench, type Workbench } from '../host/open-workbench.ts'
import { givingWay } from '../host/supervised-trainer.ts'
import { ToHost, type FromHost } from './host-messages.ts'
import { portChannel } from './port-channel.ts'
import { PortTrainers } from './port-trainers.ts'

// The host's process, which the main process starts with the database and the home folder as its arguments. Its users
// and its trainers each have a port to it; the main process makes these and passes them on.

const tell = (message: FromHost): void => process.parentPort.postMessage(message)
const trainers = new PortTrainers(tell)
const [database, home] = process.argv.slice(2) as [string, string]
const opening = openWorkbench({
  ...{ database, home, spawn: givingWay(trainers.spawn) },
  // The host is another one, maybe this process: its users get new ports, and ask anew for all that they show.
  onReconnected: () => void opening.then((workbench) => tell({ type: 'opened', role: workbench.role() })),
})

process.parentPort.on('message', ({ data, ports }) => {
  const message = ToHost.parse(data)
  const [port] = ports
  if (message.type === 'user' && port) void serve(port)
  else if (message.type === 'trainer' && port) trainers.arrived(message.id, port)
  else if (message.type === 'trainer-ended') trainers.ended(message.id, message.how)
  else if (message.type === 'close') void close()
})
opening.then(
  (workbench) => tell({ type: 'opened', role: workbench.role() }),
  (error: unknown) =>
    tell({ type: 'failed', message: error instanceof Error ? error.message : String(error) }),
)

/** What a user asks before the database is open waits in its port. */
async function serve(port: MessagePortMain): Promise<void> {
  const workbench = await opening.catch(() => null)
  if (workbench === null) {
    port.close()
    return
  }
  const { handlers, subscribe } = relayHost(workbench.api)
  serveHost(handlers, subscribe, portChannel(port))
}

/** The main process ends this one when it has the answer: an exit from here could lose it. */
async function close(): Promise<void> {
  const workbench: Workbench | null = await opening.catch(() => null)
  await workbench?.close()
  tell({ type: 'closed' })
}
