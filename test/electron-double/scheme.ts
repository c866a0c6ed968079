import { isReady } from './app.ts'
import { refuseUnknown, strict } from './strict.ts'

/**
 * Schemes of the app's own. Chromium refuses to go to one that it does not know, so that `app://name/x` is
 * `https://name.app.double.test/x` on the wire; the app's handlers see the first form only.
 */
type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
const standard = new Set<string>()

export function toWire(url: string): string {
  const match = /^([a-z]+):\/\/([^/?#]+)(.*)$/.exec(url)
  return match && standard.has(match[1]!) ? `https://${match[2]}.${match[1]}.double.test${match[3]}` : url
}

export function fromWire(url: string): string {
  const match = /^https:\/\/([^/?#]+)\.([a-z]+)\.double\.test(.*)$/.exec(url)
  return match ? `${match[2]}://${match[1]}${match[3]}` : url
}

/** What the app's handler answers to a request on the wire; undefined when it is not for one. */
export async function answerOf(wireUrl: string, method: string): Promise<Response | undefined> {
  const url = fromWire(wireUrl)
  const handler = url === wireUrl ? undefined : handlers.get(url.slice(0, url.indexOf(':')))
  return await handler?.(new Request(url, { method }))
}

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: Electron.CustomScheme[]) {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges = {} } of schemes) {
      refuseUnknown('CustomScheme.privileges', privileges, ['standard', 'secure', 'supportFetchAPI'])
      if (privileges.standard === true && privileges.secure === true) standard.add(scheme)
    }
  },
  handle(scheme: string, handler: Handler) {
    if (!isReady()) throw new Error('Session can only be received when app is ready')
    handlers.set(scheme, handler)
  },
} satisfies Partial<Electron.Protocol>)

type Asked = Parameters<Electron.Session['setPermissionRequestHandler']>[0]
type Checked = Parameters<Electron.Session['setPermissionCheckHandler']>[0]

/** The double asks neither; a test does, through `evaluate`. */
const permissions: { asked: Asked; checked: Checked } = { asked: null, checked: null }

const defaultSession = strict('session.defaultSession', {
  setPermissionRequestHandler: (handler: Asked) => void (permissions.asked = handler),
  setPermissionCheckHandler: (handler: Checked) => void (permissions.checked = handler),
  permissions,
} satisfies Partial<Electron.Session> & { permissions: object })

export const session = strict('session', {
  get defaultSession() {
    if (!isReady()) throw new Error('Session can only be received when app is ready')
    return defaultSession
  },
})
