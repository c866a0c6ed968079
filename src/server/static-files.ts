import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join, normalize, sep } from 'node:path'
import { pageHeaders } from '../contract/page-headers.ts'

/** Answers with a file of the built renderer, or 404. Nothing outside its folder can be named. */
export async function sendFile(folder: string, pathname: string, response: ServerResponse): Promise<void> {
  const file = normalize(join(folder, pathname === '/' ? 'index.html' : pathname))
  const body = file.startsWith(folder + sep) ? await readFile(file).catch(() => null) : null
  if (body === null) {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('There is nothing here.')
    return
  }
  response
    .writeHead(200, {
      ...pageHeaders(file),
      'content-length': body.length,
      // Built files carry their hash in their names; the page itself does not.
      'cache-control': file.includes(`${sep}assets${sep}`) ? 'max-age=31536000, immutable' : 'no-cache',
    })
    .end(body)
}
