import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import { pageHeaders } from '../contract/page-headers.ts'

const SCHEME = 'app'
const HOST = 'workbench'
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

/** Answers the page's requests with the files of a folder. Nothing outside it can be named. */
export function serveFolder(folder: string): void {
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url)
    const file = normalize(join(folder, decodeURIComponent(pathname)))
    const isInside = host === HOST && file.startsWith(folder + sep)
    const body = isInside ? await readFile(file).catch(() => null) : null
    return body === null
      ? new Response('There is nothing here.', { status: 404 })
      : new Response(body, { headers: pageHeaders(file) })
  })
}
