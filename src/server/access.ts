import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may use the server: only who was given the link. Its token is exchanged for a cookie that no other site's page
 * can send along, which opens the page's files, and for a key that stays in pages of this origin, without which nobody
 * speaks to the host: a browser shows the cookie to other servers of this machine too. A request that names another host (DNS rebinding) or comes from another origin is refused.
 */
export class Access {
  readonly token = randomBytes(24).toString('base64url')
  /** What a page of ours opens its WebSocket with, beside the cookie. */
  readonly pageKey = randomBytes(24).toString('base64url')
  readonly #secret = randomBytes(24).toString('base64url')
  readonly #port: () => number

  constructor(port: () => number) {
    this.#port = port
  }

  /** Why a request is refused for the host that it names or the origin that it comes from, or null. */
  addressRefusal({ headers }: IncomingMessage): string | null {
    const hosts = [`127.0.0.1:${this.#port()}`, `localhost:${this.#port()}`]
    if (!hosts.includes(headers.host ?? '')) return 'The request names a host that is not this server.'
    const { origin } = headers
    if (origin === undefined || hosts.some((host) => origin === `http://${host}`)) return null
    return 'The request comes from a page of another origin.'
  }

  isToken(given: string): boolean {
    return isEqual(given, this.token)
  }

  /** What `Set-Cookie` says; scripts can't read it, and other sites' pages can't send it. */
  cookie(): string {
    return `${this.#cookieName()}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** Whether the request brings the cookie. */
  isKnown({ headers }: IncomingMessage): boolean {
    const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
    return pairs.some(([name, value]) => name === this.#cookieName() && isEqual(value ?? '', this.#secret))
  }

  /** Whether a WebSocket names the page's key, as the protocol that it wants to speak. */
  hasPageKey({ headers }: IncomingMessage): boolean {
    return isEqual(headers['sec-websocket-protocol'] ?? '', this.pageKey)
  }

  /** Cookies know no ports: two servers at once must not share a name. */
  #cookieName(): string {
    return `bnw-${this.#port()}`
  }
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
