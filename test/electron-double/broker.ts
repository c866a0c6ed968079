/**
 * Message ports across processes. A channel is two ends, `<channel>/0` and `<channel>/1`. The broker, in the main
 * process, knows who holds each end (a process, or a document of the page) and keeps what was sent to an end until its
 * holder starts it. Every message passes through the broker.
 */
export type End = string

/** Who can hold ends. */
export type Holder = {
  message(end: End, bytes: Uint8Array): void
  closed(end: End): void
}

type State = { holder: Holder; isStarted: boolean; queue: Uint8Array[]; isPeerGone: boolean }

export class Broker {
  readonly #ends = new Map<End, State>()
  #channels = 0

  /** A new channel, both of whose ends `holder` holds. */
  open(holder: Holder): [End, End] {
    const name = ++this.#channels
    const ends: [End, End] = [`${name}/0`, `${name}/1`]
    for (const end of ends) this.#ends.set(end, { holder, isStarted: false, queue: [], isPeerGone: false })
    return ends
  }

  /** An end that was started has messages on their way: where they would go, Electron knows and the double does not. */
  transfer(ends: readonly End[], from: Holder, to: Holder): void {
    for (const end of ends) {
      const state = this.#heldBy(from, end)
      if (state?.isStarted === true)
        throw new Error(`electron double: port ${end} was transferred after start()`)
      if (state) state.holder = to
    }
  }

  send(holder: Holder, end: End, bytes: Uint8Array): void {
    this.#heldBy(holder, end)
    const peer = this.#ends.get(peerOf(end))
    if (peer?.isStarted === true) peer.holder.message(peerOf(end), bytes)
    else peer?.queue.push(bytes)
  }

  start(holder: Holder, end: End): void {
    const state = this.#heldBy(holder, end)
    if (state === undefined) return holder.closed(end)
    state.isStarted = true
    for (const bytes of state.queue.splice(0)) holder.message(end, bytes)
    if (state.isPeerGone) this.#finish(end, state)
  }

  close(holder: Holder, end: End): void {
    if (this.#heldBy(holder, end)) this.#drop(end)
  }

  /** A process or a document ended, and with it what it held. */
  gone(holder: Holder): void {
    for (const [end, state] of [...this.#ends]) if (state.holder === holder) this.#drop(end)
  }

  /** Undefined once it is closed, which its holder may not have heard yet. */
  #heldBy(holder: Holder, end: End): State | undefined {
    const state = this.#ends.get(end)
    if (state && state.holder !== holder)
      throw new Error(`electron double: port ${end} is used by a process that does not hold it`)
    return state
  }

  #drop(end: End): void {
    this.#ends.delete(end)
    const peer = this.#ends.get(peerOf(end))
    if (peer === undefined) return
    peer.isPeerGone = true
    if (peer.isStarted) this.#finish(peerOf(end), peer)
  }

  #finish(end: End, { holder }: State): void {
    this.#ends.delete(end)
    holder.closed(end)
  }
}

function peerOf(end: End): End {
  return `${end.slice(0, -1)}${end.endsWith('0') ? '1' : '0'}`
}
