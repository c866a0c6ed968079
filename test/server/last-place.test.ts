import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepPlace, lastPlace } from '../../src/server/last-place.ts'

let home: string
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'bnw-place-'))
})
afterAll(() => rm(home, { recursive: true }))

test('the place is kept for this user alone, and found again', async () => {
  const place = { port: 4321, secret: 'x'.repeat(32) }
  await keepPlace(home, place)
  expect(await lastPlace(home)).toEqual(place)
  if (process.platform !== 'win32') expect((await stat(join(home, 'server.json'))).mode & 0o777).toBe(0o600)
})

test.each(['', '{', '{"port":0,"secret":"short"}', '{"port":70000}', 'null'])(
  'a file that holds %j is none: a new secret at any port',
  async (content) => {
    await writeFile(join(home, 'server.json'), content)
    const [one, other] = [await lastPlace(home), await lastPlace(home)]
    expect(one.port).toBe(0)
    expect(one.secret.length).toBeGreaterThanOrEqual(32)
    expect(one.secret).not.toBe(other.secret)
  },
)
