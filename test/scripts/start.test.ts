import { spawn } from 'node:child_process'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { windowObstacle } from '../../scripts/start/can-open-window.ts'
import { electronProgram } from '../../scripts/start/electron-program.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

test.each<[NodeJS.Platform, NodeJS.ProcessEnv, RegExp | null]>([
  ['linux', {}, /no display/],
  ['linux', { DISPLAY: '' }, /no display/],
  ['linux', { DISPLAY: ':0' }, null],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, null],
  ['darwin', {}, null],
  ['darwin', { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, /remote/],
  ['win32', {}, null],
])('on %s with %j the obstacle to a window is %s', (platform, env, reason) => {
  const obstacle = windowObstacle(platform, env)
  if (reason === null) expect(obstacle).toBeNull()
  else expect(obstacle).toMatch(reason)
})

/** Starts the workbench as `npm start` does, with an environment of its own. */
async function start(args: string[], env: NodeJS.ProcessEnv) {
  const home = await mkdtemp(join(tmpdir(), 'bnw-start-'))
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...rest } = process.env
  // A browser that only ends: what would be shown is not looked at here.
  const child = spawn(process.execPath, ['scripts/start.ts', ...args], {
    env: { ...rest, BNW_HOME: home, BROWSER: 'true', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  cleanups.push(() => child.kill('SIGKILL'))
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  return { said: () => said, ended, end: () => child.kill('SIGINT') }
}

test('without a display the page is served, which says why and where', { timeout: 120_000 }, async () => {
  const { said, ended, end } = await start(['any'], {})
  await expect.poll(said, { timeout: 100_000 }).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\?token=/)
  expect(said()).toMatch(/in the browser, because .* there is no display/)
  expect((await fetch(/http:\S+/.exec(said())![0], { redirect: 'manual' })).status).toBe(200)
  end()
  expect(await ended).toBe(0)
})

test('the desktop alone is refused without a display', { timeout: 120_000 }, async () => {
  const { said, ended } = await start(['desktop'], {})
  expect(await ended).toBe(1)
  expect(said()).toMatch(/desktop app can't be started: there is no display/)
})

test.each([
  ['--port', 'http', /--port is http/],
  ['--port', '70000', /0 to 65535/],
  ['--colour', 'red', /Unknown option '--colour'[\s\S]*Usage/],
])('%s %s is refused with what is allowed', { timeout: 120_000 }, async (option, value, message) => {
  const { said, ended } = await start(['serve', option, value], {})
  expect(await ended).toBe(2)
  expect(said()).toMatch(message)
})

/** A folder with a program in place of Electron's: what becomes of one that fails can't be had from a real one. */
async function standInThat(does: string): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), 'bnw-electron-'))
  await writeFile(join(folder, 'electron'), `#!/bin/sh\n${does}\n`, { mode: 0o755 })
  return { DISPLAY: ':99', ELECTRON_OVERRIDE_DIST_PATH: folder }
}

describe.skipIf(process.platform === 'win32')(
  'a desktop app (skipped on Windows, which runs no such file)',
  () => {
    test('that ends at once gives way to the browser', { timeout: 120_000 }, async () => {
      const env = await standInThat('echo no sandbox could be made >&2; exit 133')
      const { said, ended, end } = await start(['any'], env)
      await expect.poll(said, { timeout: 100_000 }).toMatch(/token=/)
      expect(said()).toMatch(/no sandbox could be made/)
      expect(said()).toMatch(
        /in the browser, because .* it ended as soon as it was started \(exit code 133\)/,
      )
      end()
      expect(await ended).toBe(0)
      const alone = await start(['desktop'], env)
      expect(await alone.ended).toBe(1)
      expect(alone.said()).toMatch(/can't be started: it ended as soon/)
    })

    test('that is closed has been used', { timeout: 120_000 }, async () => {
      const { said, ended } = await start(['any'], await standInThat('exit 0'))
      expect(await ended).toBe(0)
      expect(said()).toMatch(/Starting the desktop app, because Electron is installed/)
      expect(said()).not.toMatch(/browser/)
    })
  },
)

describe.skipIf(electronProgram() !== null)(
  'where Electron’s program is missing (skipped where it is installed)',
  () => {
    async function mirror(listener: RequestListener): Promise<string> {
      const server = createServer(listener)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      cleanups.push(() => {
        server.closeAllConnections()
        server.close()
      })
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    }

    test.each<[string, RequestListener, RegExp]>([
      ['never answers', () => undefined, /because .* no answer came within 10 s/],
      ['does not have it', (_, response) => response.writeHead(404).end(), /because .* could not be fetched/],
    ])('and its mirror %s, the page is served instead', { timeout: 120_000 }, async (_, listener, reason) => {
      const env = { DISPLAY: ':99', ELECTRON_MIRROR: await mirror(listener) }
      const { said, ended, end } = await start(['any'], {
        ...env,
        electron_config_cache: await mkdtemp(join(tmpdir(), 'bnw-')),
      })
      await expect.poll(said, { timeout: 100_000 }).toMatch(/token=/)
      expect(said()).toMatch(/Fetching Electron 45/)
      expect(said()).toMatch(reason)
      end()
      expect(await ended).toBe(0)
    })
  },
)
