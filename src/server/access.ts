import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Who may use the server: only who was given the link. Its token is exchanged for a cookie that no other site's page
 * can send along; a request that names another host (DNS rebinding) or comes from another origin is refused.
 */
export class Access {
  readonly token = randomBytes(24).toString('base64url')
  readonly #secret = randomBytes(24).toString('base64url')
  readonly #port: () => number

  constructor(port: () => number) {
    this.#port = port
  }

  /** Null when the request may be answered, else why it is refused. */
  refusal(request: IncomingMessage): string | null {
    return this.addressRefusal(request) ?? (this.#hasCookie(request) ? null : NO_COOKIE)
  }

  /** The same without the cookie: for the request that brings the token. */
  addressRefusal({ headers }: IncomingMessage): string | null {
    const hosts = [`127.0.0.1:${this.#port()}`, `localhost:${this.#port()}`]
    if (!hosts.includes(headers.host ?? '')) return 'The host is not this server.'
    const { origin } = headers
    if (origin !== undefined && !hosts.some((host) => origin === `http://${host}`))
      return 'The request comes from a page of another origin.'
    return null
  }

  isToken(given: string): boolean {
    return isEqual(given, this.token)
  }

  /** What `Set-Cookie` says; scripts can't read it, and other sites' pages can't send it. */
  cookie(): string {
    return `${this.#cookieName()}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`
  }

  #hasCookie({ headers }: IncomingMessage): boolean {
    const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='))
    return pairs.some(([name, value]) => name === this.#cookieName() && isEqual(value ?? '', this.#secret))
  }

  /** Cookies know no ports: two servers at once must not share a name. */
  #cookieName(): string {
    return `bnw-${this.#port()}`
  }
}

const NO_COOKIE = 'Open the link that the workbench printed when it started: it holds the key to this page.'

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
