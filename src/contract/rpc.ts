import { createBirpc } from 'birpc'
import type { Channel } from './channel.ts'
import { CallsUnderWay, MOST_UNDER_WAY } from './calls-under-way.ts'
import { callHandler, outcomeOf, type Outcome } from './checked-calls.ts'
import { WorkbenchError } from './errors.ts'
import type { HostAnswers, HostApi, HostCall, HostEvents, HostHandlers, HostInput } from './host.ts'

type Hint = <E extends keyof HostEvents>(event: E, hint: HostEvents[E]) => void
/** Has a listener told of every hint; the answer ends that. */
export type Subscribe = (listener: Hint) => () => void

type HostSide = { call: (name: unknown, input: unknown) => Promise<Outcome> }
type UserSide = { hint: (event: unknown, hint: unknown) => void }

/**
 * Answers the calls of one user on a channel, and passes hints on to it, until the channel closes.
 * @param mostUnderWay calls of this user at once: what comes beyond them is refused
 */
export function serveHost(
  handlers: HostHandlers,
  subscribe: Subscribe,
  channel: Channel,
  mostUnderWay = MOST_UNDER_WAY,
): void {
  const underWay = new CallsUnderWay(mostUnderWay)
  const own = table<HostSide>({
    call: (name, input) => underWay.add(() => outcomeOf(handlers, name, input)),
  })
  const user = createBirpc<UserSide, HostSide, false>(own, {
    ...optionsOf(channel),
    serialize: asOutcome,
    onGeneralError: () => true,
  })
  const unsubscribe = subscribe((event, hint) => {
    // A hint that can't be sent costs nothing: the channel is closing.
    user.$callEvent('hint', event, hint).catch(() => undefined)
  })
  channel.onClosed(() => {
    unsubscribe()
    user.$close()
  })
}

/**
 * The host at the other end of a channel. Its calls throw WorkbenchError as the host's do, and `unavailable` once the
 * channel has closed.
 */
export function connectHost(channel: Channel): HostApi {
  const listeners = new Listeners()
  const own = table<UserSide>({ hint: (event, hint) => listeners.tell(event, hint) })
  const host = createBirpc<HostSide, UserSide, false>(own, {
    ...optionsOf(channel),
    onGeneralError: (error) => error instanceof NotAMessage,
  })
  let closed: WorkbenchError | null = null
  channel.onClosed((reason) => {
    closed = new WorkbenchError('unavailable', reason)
    host.$close(closed)
  })
  return {
    async call<C extends HostCall>(name: C, input: HostInput<C>): Promise<HostAnswers[C]> {
      if (closed !== null) throw closed
      const outcome = await host.$call('call', name, input).catch((error: unknown) => {
        throw error instanceof WorkbenchError ? error : notSent(name, error)
      })
      if (outcome.ok) return outcome.answer as HostAnswers[C]
      throw new WorkbenchError(outcome.code, outcome.message)
    },
    on: (event, listener) => listeners.add(event, listener),
  }
}

/** The host in this process, with the same checks as over a channel. */
export function localHost(handlers: HostHandlers, subscribe: Subscribe): HostApi {
  return {
    call: async <C extends HostCall>(name: C, input: HostInput<C>) =>
      (await callHandler(handlers, name, input)) as HostAnswers[C],
    on: (event, listener) =>
      subscribe((told: keyof HostEvents, hint) => {
        if (told === event) listener(hint as never)
      }),
  }
}

/** Of its own names only, whatever the other side asks for. */
function table<T extends object>(functions: T): T {
  return Object.assign(Object.create(null) as T, functions)
}

function optionsOf(channel: Channel) {
  return {
    post: (message: unknown) => channel.post(message),
    on: (listener: (message: unknown) => void) => channel.onMessage(listener),
    // Training takes as long as it takes: there is no time limit on an answer.
    timeout: -1,
    proxify: false as const,
    deserialize: checkedMessage,
  }
}

/** An answer that can't be sent, one that holds a function say, is a fault of the host: the caller hears of it. */
function asOutcome(message: { t: string; i?: string; e?: unknown }): unknown {
  const { t, i, e } = message
  if (t !== 's' || e === undefined) return message
  const outcome: Outcome = {
    ok: false,
    code: 'internal',
    message: `The answer can't be sent: ${reasonOf(e)}`,
  }
  return { t, i, r: outcome }
}

function notSent(name: HostCall, error: unknown): WorkbenchError {
  return new WorkbenchError(
    'bad-input',
    `${name}: its argument can't be sent to the host: ${reasonOf(error)}`,
  )
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : 'it failed without a reason'
}

/** What is not a message of this protocol is passed over, on both sides. */
class NotAMessage extends Error {}

/** @throws NotAMessage when it is no request, no event and no answer */
function checkedMessage(message: unknown): unknown {
  const { t, m, a, i } = (typeof message === 'object' && message !== null ? message : {}) as Record<
    string,
    unknown
  >
  const isRequest =
    t === 'q' && isWord(m) && Array.isArray(a) && a.length <= MOST_PARTS && (i === undefined || isWord(i))
  if (isRequest || (t === 's' && isWord(i))) return message
  throw new NotAMessage()
}

/** A call has its name and its argument, a hint its event and what is told. */
const MOST_PARTS = 2
/** What a message is called or answered by comes back with the answer, whatever it is. */
const LONGEST_WORD = 64

function isWord(value: unknown): boolean {
  return typeof value === 'string' && value.length <= LONGEST_WORD
}

class Listeners {
  readonly #byEvent = new Map<unknown, Set<(hint: never) => void>>()

  add<E extends keyof HostEvents>(event: E, listener: (hint: HostEvents[E]) => void): () => void {
    const own = this.#byEvent.get(event) ?? new Set()
    this.#byEvent.set(event, own.add(listener))
    return () => void own.delete(listener)
  }

  tell(event: unknown, hint: unknown): void {
    for (const listener of this.#byEvent.get(event) ?? []) listener(hint as never)
  }
}
