import { createHash } from 'node:crypto'

/** Replaces the link in the history, so that the token is in no address that is shown, kept or copied. */
const LEAD_ON = "location.replace('/' + location.hash)"
const digest = createHash('sha256').update(LEAD_ON).digest('base64')

/**
 * What the link with the token opens. It leads on by itself instead of by a redirect: a browser that comes from another
 * page (the file that opened it, a terminal in a browser) sends no strict cookie along a redirect, but does from here.
 */
export const entrance = {
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>BatchNorm Workbench</title><script>${LEAD_ON}</script></html>`,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src 'sha256-${digest}'`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  },
}
