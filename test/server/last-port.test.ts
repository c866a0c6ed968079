import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPort, lastPort } from '../../src/server/last-port.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bnw-port-'))
})
afterAll(() => rm(home, { recursive: true }))

test('each database has the port at which it was served last', async () => {
  await keepPort(home, '/a.db', 4321)
  await keepPort(home, '/b.db', 4322)
  await keepPort(home, '/a.db', 4323)
  expect([await lastPort(home, '/a.db'), await lastPort(home, '/b.db')]).toEqual([4323, 4322])
  expect(await lastPort(home, '/c.db')).toBe(0)
})

test.each(['', '{', '{"/a.db":0}', '{"/a.db":70000}', 'null', '[1]'])(
  'a file that holds %j is none',
  async (content) => {
    await writeFile(join(home, 'server-ports.json'), content)
    expect(await lastPort(home, '/a.db')).toBe(0)
  },
)
