import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may use the server: only who was given the link. Its token is exchanged for a cookie that no other site's page
 * can send along; a request that names another host (DNS rebinding) or comes from another origin is refused.
 */
export class Access {
  readonly token = randomBytes(24).toString('base64url')
  readonly #secret: string
  readonly #port: () => number

  /** @param secret what the cookie holds */
  constructor(port: () => number, secret: string) {
    this.#port = port
    this.#secret = secret
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

  /** Cookies know no ports: two servers at once must not share a name. */
  #cookieName(): string {
    return `bnw-${this.#port()}`
  }
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
