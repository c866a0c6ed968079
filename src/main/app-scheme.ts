import { protocol } from 'electron'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import { pageHeaders } from '../contract/page-headers.ts'

const SCHEME = 'app'
const HOST = 'workbench'
/** Of a page that is to be printed: to others a stranger, for it has another origin than ours. */
const PRINT_HOST = 'print'
/** Whatever is in such a page: it runs nothing, fetches nothing and shows nothing from elsewhere. */
const PRINT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
/** Of the page; of nothing else. */
export const ORIGIN = `${SCHEME}://${HOST}`

/** A scheme of our own in place of `file:`, whose pages could read any file. To be called before `ready`. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function isOurs(url: string): boolean {
  return url.startsWith(`${ORIGIN}/`)
}

/** Pages that are being printed, by their paths. */
const printed = new Map<string, string>()

/** Has a page to print answered at an address of its own. @returns the address, and how to take it back */
export function serveToPrint(html: string): { url: string; end: () => void } {
  const path = `/${randomUUID()}`
  printed.set(path, html)
  return { url: `${SCHEME}://${PRINT_HOST}${path}`, end: () => void printed.delete(path) }
}

/** Answers the page's requests with the files of a folder. Nothing outside it can be named. */
export function serveFolder(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url)
    const toPrint = host === PRINT_HOST ? printed.get(pathname) : undefined
    if (toPrint !== undefined) return new Response(toPrint, { headers: printHeaders })
    const file = normalize(join(folder, decodeURIComponent(pathname)))
    const isInside = host === HOST && file.startsWith(folder + sep)
    const body = isInside ? await readFile(file).catch(() => null) : null
    return body === null
      ? new Response('There is nothing here.', { status: 404 })
      : new Response(body, { headers: pageHeaders(file) })
  })
}

const printHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': PRINT_POLICY,
  'x-content-type-options': 'nosniff',
}
