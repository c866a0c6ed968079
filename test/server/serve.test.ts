import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { webSocketChannel } from '../../src/contract/channels/web-socket.ts'
import { connectHost } from '../../src/contract/rpc.ts'
import { openWorkbench, type Workbench } from '../../src/host/open-workbench.ts'
import { serve, type Server } from '../../src/server/serve.ts'

let home: string
let workbench: Workbench
let server: Server
let cookie: string
let pageKey: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bnw-server-'))
  const folder = join(home, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<title>page</title>')
  await writeFile(join(folder, 'assets/a.js'), 'export {}')
  await writeFile(join(home, 'secret.txt'), 'not for the page')
  workbench = await openWorkbench({ database: join(home, 'workbench.db'), home })
  server = await serve(workbench.api, { folder, port: 0 })
  const { headers, text } = await get(new URL(server.link).search)
  pageKey = /'bnw-page-key', '([^']+)'/.exec(text)![1]!
  cookie = String(headers['set-cookie']?.[0]).split(';')[0]!
})
afterAll(async () => {
  await server.close()
  await workbench.close()
  await rm(home, { recursive: true })
})

type Reply = { status: number; headers: IncomingHttpHeaders; text: string }

/** A request whose path and headers are sent as they are given, which `fetch` would tidy up. */
function get(path: string, options: RequestOptions = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      { host: '127.0.0.1', port: server.port, path: path.startsWith('?') ? `/${path}` : path, ...options },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => (text += part))
        response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, text }))
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}

const own = () => ({ cookie })

describe('the page', () => {
  test('is given for the cookie that the link brings, which leads on without the token', async () => {
    const linked = await get(new URL(server.link).search)
    expect(linked.status).toBe(200)
    expect(linked.text).toContain("location.replace('/' + location.hash)")
    expect(linked.headers['cache-control']).toBe('no-store')
    expect(linked.headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/)
    const page = await get('/', { headers: own() })
    expect(page).toMatchObject({ status: 200, text: '<title>page</title>' })
    expect(page.headers['content-security-policy']).toContain("script-src 'self'")
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect((await get('/assets/a.js', { headers: own() })).headers['cache-control']).toMatch(/immutable/)
  })

  test.each<[string, string, () => Record<string, string>]>([
    ['without the token', '/', () => ({})],
    ['with a wrong token', '/?token=guess', () => ({})],
    ['with an empty token', '/?token=', () => ({})],
    ['with another server’s cookie', '/', () => ({ cookie: 'bnw-1=abc' })],
    ['with a wrong cookie', '/', () => ({ cookie: `${cookie.split('=')[0]!}=abc` })],
    ['for another host (DNS rebinding)', '/', () => ({ ...own(), host: 'attacker.example' })],
    ['for this machine at another port', '/', () => ({ ...own(), host: '127.0.0.1:1' })],
    ['from a page of another origin', '/', () => ({ ...own(), origin: 'https://attacker.example' })],
    ['from no page (a sandboxed frame)', '/', () => ({ ...own(), origin: 'null' })],
    ['with the token for another host', 'LINK', () => ({ host: 'attacker.example' })],
  ])('is refused %s', async (_, path, headers) => {
    const reply = await get(path === 'LINK' ? new URL(server.link).search : path, { headers: headers() })
    expect(reply.status).toBe(403)
    expect(reply.headers['set-cookie']).toBeUndefined()
    expect(reply.text).not.toContain('<title>')
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/nothing',
  ])('has no file %s', async (path) => {
    const reply = await get(path, { headers: own() })
    expect(reply.status).toBe(404)
    expect(reply.text).not.toContain('not for the page')
  })

  test.each(['/%', '/%ff', '//', '/\0'])('a path that is none (%j) harms nothing', async (path) => {
    const status = await get(path, { headers: own() }).then(
      (reply) => reply.status,
      () => 400, // Node's own client refuses to send it.
    )
    expect([400, 404]).toContain(status)
    expect((await get('/', { headers: own() })).status).toBe(200)
  })

  test('is only read', async () => {
    expect((await get('/', { headers: own(), method: 'POST' })).status).toBe(405)
    expect((await get('/', { headers: own(), method: 'HEAD' })).status).toBe(200)
  })
})

describe('the host', () => {
  const open = (
    headers: Record<string, string>,
    { path = '/host', key = pageKey }: { path?: string; key?: string | string[] } = {},
  ): Promise<WebSocket | number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, key, { headers })
      socket.once('open', () => resolve(socket))
      socket.once('unexpected-response', (_, response) => resolve(response.statusCode!))
      socket.once('error', () => undefined)
    })
  const origin = () => `http://127.0.0.1:${server.port}`

  test('answers the page', async () => {
    const socket = (await open({ ...own(), origin: origin() })) as WebSocket
    const api = connectHost(webSocketChannel(socket))
    expect(await api.call('experiments.list', {})).toEqual({ total: 0, experiments: [] })
    socket.close()
  })

  test.each<[string, () => Record<string, string>, { path?: string; key?: string | string[] }?]>([
    ['without the page’s key', () => ({ ...own(), origin: origin() }), { key: [] }],
    ['with a wrong key', () => ({ ...own(), origin: origin() }), { key: 'guess' }],
    ['without the cookie', () => ({ origin: origin() })],
    ['from a page of another origin', () => ({ ...own(), origin: 'http://attacker.example' })],
    ['from a page of this machine at another port', () => ({ ...own(), origin: 'http://127.0.0.1:1' })],
    ['from a program that names no origin', () => own()],
    ['for another host', () => ({ ...own(), origin: origin(), host: 'attacker.example' })],
    ['with the token in place of the cookie', () => ({ origin: origin() }), { path: '/host?token=TOKEN' }],
    ['at another address', () => ({ ...own(), origin: origin() }), { path: '/' }],
  ])('is refused %s', async (_, headers, how) => {
    const token = new URL(server.link).searchParams.get('token')!
    const path = how?.path?.replace('TOKEN', token) ?? '/host'
    expect(await open(headers(), { ...how, path })).toBe(403)
  })

  test('lives on when a page sends what is no message, floods it, or goes without a word', async () => {
    for (const harm of [
      (socket: WebSocket) => socket.send('text'),
      (socket: WebSocket) => socket.send(Uint8Array.of(0xc1)),
      (socket: WebSocket) => socket.send(Buffer.alloc(5_000_000)),
      (socket: WebSocket) => socket.terminate(),
    ]) {
      const socket = (await open({ ...own(), origin: origin() })) as WebSocket
      const closed = new Promise((resolve) => socket.once('close', resolve))
      harm(socket)
      await closed
    }
    const socket = (await open({ ...own(), origin: origin() })) as WebSocket
    const api = connectHost(webSocketChannel(socket))
    const flood = Array.from({ length: 5000 }, () => api.call('queue.state', {}))
    expect(await Promise.all(flood)).toHaveLength(5000)
    socket.close()
  })

  test('answers another page while one asks more than it may', async () => {
    const pages = [await open({ ...own(), origin: origin() }), await open({ ...own(), origin: origin() })]
    const [api, other] = pages.map((page) => connectHost(webSocketChannel(page as WebSocket)))
    const flood = Array.from({ length: 3000 }, () => api!.call('datasets.downloads', {}))
    expect(await other!.call('queue.state', {})).toMatchObject({ running: 0 })
    const refused = (await Promise.allSettled(flood)).filter(({ status }) => status === 'rejected')
    expect(refused.length).toBeGreaterThan(0)
    for (const { reason } of refused as PromiseRejectedResult[])
      expect(reason).toMatchObject({
        code: 'unavailable',
        message: expect.stringMatching(/under way/) as string,
      })
    expect(await api!.call('experiments.list', {})).toEqual({ total: 0, experiments: [] })
    for (const page of pages) (page as WebSocket).close()
  })

  test('lives on when the request is none', async () => {
    for (const text of [
      'GET //host HTTP/1.1\r\nHost: \r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
      'x\r\n\r\n',
    ]) {
      const socket = connect(server.port, '127.0.0.1')
      const closed = new Promise((resolve) => socket.once('close', resolve))
      socket.on('error', () => undefined).resume()
      socket.write(text)
      await closed
    }
    expect((await get('/', { headers: own() })).status).toBe(200)
  })
})

test('a port that is taken is said so, with what to do', async () => {
  await expect(serve(workbench.api, { folder: home, port: server.port })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/--port/) as string,
  })
})

const outside = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')

test.skipIf(outside === undefined)(
  'only this machine reaches it (skipped where it has no other address)',
  async () => {
    await expect(get('/', { host: outside!.address, headers: own() })).rejects.toThrow(/ECONNREFUSED/)
  },
)
