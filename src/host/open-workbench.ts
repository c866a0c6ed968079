import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { MOST_UNDER_WAY } from '../contract/calls-under-way.ts'
import { WorkbenchError } from '../contract/errors.ts'
import type { HostApi, HostCall, HostEvents, HostInput } from '../contract/host.ts'
import { connectHost, localHost, serveHost } from '../contract/rpc.ts'
import { knock, listenForUsers, removeLeftSocket, socketPathOf } from './host-socket.ts'
import { isGone, Lease, type LeaseRow } from './lease.ts'
import { isOfNewerSchema } from './store/open-database.ts'
import { openStore } from './store/open-store.ts'
import { startHost, type HostOptions } from './workbench-host.ts'

export type WorkbenchOptions = HostOptions & {
  /** Called when the process that held the database is gone, and this one holds it or has found the next. */
  onReconnected?: () => void
}

/** The workbench as a shell uses it, wherever its host runs. */
export type Workbench = {
  /** Goes on working when the process that holds the database ends; a call in flight then fails as `unavailable`. */
  api: HostApi
  /** Whether this process is the database's host, or another one is. */
  role: () => 'holder' | 'attached'
  /** Why nothing can be written, in sentences: its schema is newer than this program; null when it can. */
  readOnlyReason: string | null
  /** Interrupts what this process trains, to be resumed, and lets go of the database. */
  close: () => Promise<void>
}

type Opened = {
  api: HostApi
  role: 'holder' | 'attached'
  readOnlyReason: string | null
  gone: Promise<void>
  close: () => Promise<void>
}

const GIVE_UP_MS = 20_000
/** Another program asks for all of its pages, each of which has a limit of its own there. */
const MOST_CALLS_OF_PROGRAM = 16 * MOST_UNDER_WAY

/**
 * Opens a database: as its host, or through the process that is its host already. One database has one host.
 * @throws WorkbenchError `unavailable` when the database can't be opened, or its holder neither answers nor ends
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  let opened = await open(options)
  /** The next one, while it is being opened. */
  let opening: Promise<Opened> = Promise.resolve(opened)
  let isClosing = false
  let hasFailed = false
  const subscriptions = new Set<(api: HostApi) => void>()
  const openAgain = async (): Promise<void> => {
    if (isClosing) return
    opening = open(options)
    const next = await opening.catch(() => null)
    hasFailed = next === null
    if (next === null) return // who calls meanwhile is told why; the next call tries again
    opened = next
    for (const subscribe of subscriptions) subscribe(next.api)
    void next.gone.then(openAgain)
    options.onReconnected?.()
  }
  void opened.gone.then(openAgain)
  return {
    api: {
      call: async <C extends HostCall>(name: C, input: HostInput<C>) => {
        if (hasFailed) {
          hasFailed = false
          void openAgain()
        }
        return (await opening).api.call(name, input)
      },
      on: (event, listener) => subscribeForGood(subscriptions, () => opened.api, event, listener),
    },
    role: () => opened.role,
    readOnlyReason: opened.readOnlyReason,
    async close() {
      isClosing = true
      await (await opening.catch(() => null))?.close()
    },
  }
}

/** Listens to this host, and to each that comes after it. */
function subscribeForGood<E extends keyof HostEvents>(
  subscriptions: Set<(api: HostApi) => void>,
  api: () => HostApi,
  event: E,
  listener: (hint: HostEvents[E]) => void,
): () => void {
  let unsubscribe = api().on(event, listener)
  const again = (next: HostApi): void => {
    unsubscribe = next.on(event, listener)
  }
  subscriptions.add(again)
  return () => {
    subscriptions.delete(again)
    unsubscribe()
  }
}

async function open(options: WorkbenchOptions): Promise<Opened> {
  if (isOfNewerSchema(options.database)) return openForReading(options)
  const lease = openLease(options.database)
  const token = randomBytes(24).toString('base64url')
  const socket = socketPathOf(options.database, randomBytes(4).toString('hex'))
  const end = Date.now() + GIVE_UP_MS
  for (;;) {
    const holder = lease.read()
    const attached = holder && (await attach(lease, holder))
    if (attached) return attached
    if (holder === null || isGone(holder)) {
      const held = await hold(options, lease, { holder, token, socket })
      if (held !== null) return held
    } else if (Date.now() > end) {
      lease.close()
      throw new WorkbenchError(
        'unavailable',
        `Process ${holder.pid} holds the database ${options.database} and does not answer. End it, then try again.`,
      )
    }
    await setTimeout(50 + 100 * Math.random())
  }
}

/** Without a lease, which would be written into a database of which this program does not know the form. */
function openForReading(options: WorkbenchOptions): Opened {
  const { handlers, subscribe, readOnlyReason, close } = startHost(options)
  const api = localHost(handlers, subscribe)
  return { api, role: 'holder', readOnlyReason, gone: new Promise(() => undefined), close }
}

/** What is wrong with a database, the store says best. */
function openLease(database: string): Lease {
  try {
    return new Lease(database)
  } catch (error) {
    openStore(database).close()
    throw error
  }
}

/** Null when the holder does not answer; else the lease is watched as long as this process is attached. */
async function attach(lease: Lease, holder: LeaseRow): Promise<Opened | null> {
  const channel = await knock(holder.socket, holder.token)
  if (channel === null) return null
  lease.watch(holder, answers, () => channel.close())
  const gone = new Promise<void>((resolve) => {
    channel.onClosed(() => {
      lease.close()
      resolve()
    })
  })
  const close = (): Promise<void> => {
    channel.close()
    return gone
  }
  return { api: connectHost(channel), role: 'attached', readOnlyReason: null, gone, close }
}

async function answers(holder: LeaseRow): Promise<boolean> {
  const channel = await knock(holder.socket, holder.token)
  channel?.close()
  return channel !== null
}

/** Null when another process took the lease first. */
async function hold(
  options: WorkbenchOptions,
  lease: Lease,
  { holder, token, socket }: { holder: LeaseRow | null; token: string; socket: string },
): Promise<Opened | null> {
  // Users are let in as soon as they can find the way; they wait until the host has started.
  const started = Promise.withResolvers<ReturnType<typeof startHost>>()
  started.promise.catch(() => undefined)
  const stopListening = await listenForUsers(socket, token, (channel) => {
    void started.promise.then(
      ({ handlers, subscribe }) => serveHost(handlers, subscribe, channel, MOST_CALLS_OF_PROGRAM),
      () => channel.close(),
    )
  })
  let isTaken = false
  try {
    isTaken = lease.take(holder, socket, token)
  } finally {
    if (!isTaken) await stopListening()
  }
  if (!isTaken) return null
  if (holder !== null) removeLeftSocket(holder.socket)
  const lost = Promise.withResolvers<undefined>()
  try {
    const host = startHost({ ...options, guard: () => lease.check() })
    started.resolve(host)
    lease.keep(() => {
      host.abandon()
      // Who is attached here would go on asking a host that no longer knows: shut out, it finds the next.
      void stopListening().finally(() => lost.resolve(undefined))
    })
    const close = async (): Promise<void> => {
      await host.close().finally(stopListening)
      lease.release()
    }
    const api = localHost(host.handlers, host.subscribe)
    return { api, role: 'holder', readOnlyReason: null, gone: lost.promise, close }
  } catch (error) {
    started.reject(error)
    await stopListening()
    lease.release()
    throw error
  }
}
