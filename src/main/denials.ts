import { app, session } from 'electron'
import { isOurs } from './app-scheme.ts'

/** What a page may ask for: to say that an experiment has finished, and to put into the clipboard what is copied. */
const ALLOWED = ['notifications', 'clipboard-sanitized-write']

/** Denies every page what no page of ours needs, whatever may have taken it over. */
export function denyTheRest(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
    contents.on('will-navigate', (event) => {
      if (!isOurs(event.url)) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
  const { defaultSession } = session
  defaultSession.setPermissionRequestHandler((_contents, permission, answer, { requestingUrl }) =>
    answer(ALLOWED.includes(permission) && isOurs(requestingUrl)),
  )
  defaultSession.setPermissionCheckHandler(
    (_contents, permission, origin) =>
      ALLOWED.includes(permission) && isOurs(`${origin.replace(/\/$/, '')}/`),
  )
}
