import { setTimeout } from 'node:timers/promises'
import type { Channel } from '../../src/contract/channel.ts'
import type { HostApi } from '../../src/contract/host.ts'
import { connectHost } from '../../src/contract/rpc.ts'
import { knock } from '../../src/host/host-socket.ts'
import { Lease } from '../../src/host/lease.ts'

/** The host that holds a database, whichever shell it is in, reached from outside as `bnw` reaches it. */
export async function attachedHost(database: string): Promise<{ api: HostApi; close: () => void }> {
  const channel = await channelToHolder(database)
  return { api: connectHost(channel), close: () => channel.close() }
}

/** Waits for a holder that starts, or is slow to answer. */
async function channelToHolder(database: string): Promise<Channel> {
  const lease = new Lease(database)
  try {
    for (;;) {
      const holder = lease.read()
      const channel = holder && (await knock(holder.socket, holder.token))
      if (channel) return channel
      await setTimeout(100)
    }
  } finally {
    lease.close()
  }
}
