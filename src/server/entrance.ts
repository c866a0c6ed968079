import { createHash } from 'node:crypto'
import type { OutgoingHttpHeaders } from 'node:http'
import { PAGE_KEY } from '../contract/page-key.ts'

/**
 * What the link with the token opens: a page that keeps its key and leads on, in place of the link in the history, so
 * that the token is in no address that is shown, kept or copied. It is no redirect: a browser that comes from another
 * page (the file that opened it, a terminal in a browser) sends no strict cookie along one, but does from here.
 */
export function entrance(pageKey: string): { body: string; headers: OutgoingHttpHeaders } {
  const script = `localStorage.setItem('${PAGE_KEY}', '${pageKey}');location.replace('/' + location.hash)`
  const digest = createHash('sha256').update(script).digest('base64')
  return {
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>BatchNorm Workbench</title><script>${script}</script></html>`,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; script-src 'sha256-${digest}'`,
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  }
}
