import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesThere, downloadFile } from '../../src/datasets/download-file.ts'
import * as server from './flawed-server.ts'
import { serveFlawed } from './serve-flawed.ts'
import { emptyFolder } from './small-set.ts'

const content = randomBytes(200_000)
const sha256 = createHash('sha256').update(content).digest('hex')
const files = new Map([['file.gz', content]])

type Try = { path: string; done: Promise<void>; cancel: () => void; told: number[] }

/** Begins to fetch the file from these mirrors, into a folder of its own unless one is given. */
function fetchFrom(mirrors: readonly server.Mirror[], folder = emptyFolder()): Try {
  const controller = new AbortController()
  const path = join(folder, 'file.gz')
  const urls = mirrors.map(({ address }) => `${address}file.gz`)
  const told: number[] = []
  const done = downloadFile(
    { urls, path, bytes: content.length, sha256 },
    { signal: controller.signal, stallSeconds: 0.3, onBytes: (bytes) => told.push(bytes) },
  )
  done.catch(() => undefined)
  return { path, done, cancel: () => controller.abort(new Error('cancelled')), told }
}

async function expectFetched({ path, done }: Try): Promise<void> {
  await done
  expect(readFileSync(path).equals(content)).toBe(true)
  expect(existsSync(`${path}.part`)).toBe(false)
}

describe('a mirror that serves well', () => {
  test('gives the file, and how far it is', async () => {
    const mirror = await serveFlawed(files, server.well)
    const attempt = fetchFrom([mirror])
    await expectFetched(attempt)
    expect(attempt.told.at(-1)).toBe(content.length)
    expect(attempt.told).toEqual([...attempt.told].sort((a, b) => a - b))
  })

  test('is not asked for a file that is there', async () => {
    const mirror = await serveFlawed(files, server.well)
    const folder = emptyFolder()
    await expectFetched(fetchFrom([mirror], folder))
    await expectFetched(fetchFrom([mirror], folder))
    expect(mirror.asked).toHaveLength(1)
  })

  test('may send it from elsewhere', async () => {
    const elsewhere = await serveFlawed(files, server.well)
    const mirror = await serveFlawed(files, server.redirectTo(elsewhere.address))
    await expectFetched(fetchFrom([mirror]))
  })
})

describe('the next mirror is tried', () => {
  test.each([
    ['answers 500', server.status(500)],
    ['answers 404', server.status(404)],
    ['stalls before its first byte', server.stallAfter(0)],
    ['stalls in the middle', server.stallAfter(70_000)],
    ['cuts the connection', server.cutAfter(70_000)],
    ['sends other bytes', server.lie],
    ['sends too many bytes', server.tooMuch],
    ['redirects in a circle', server.redirectTo('/')],
    ['redirects to a file', server.redirectTo('file:///etc/')],
  ])('when one %s', async (_, manner) => {
    const [bad, good] = [await serveFlawed(files, manner), await serveFlawed(files, server.well)]
    await expectFetched(fetchFrom([bad, good]))
    expect(good.asked).toHaveLength(1)
  })

  test('when one is not there at all', async () => {
    const good = await serveFlawed(files, server.well)
    await expectFetched(
      fetchFrom([{ address: 'http://127.0.0.1:9/', asked: [], close: () => undefined }, good]),
    )
  })

  test('for the rest alone after a cut or a stall', async () => {
    const bad = await serveFlawed(files, server.cutAfter(70_000))
    const good = await serveFlawed(files, server.well)
    await expectFetched(fetchFrom([bad, good]))
    const { from } = good.asked[0]!
    expect(from).toBeGreaterThan(0)
    expect(from).toBeLessThanOrEqual(70_000)
  })
})

test('a mirror that cuts again and again still gives the file, piece by piece', async () => {
  const mirror = await serveFlawed(files, server.cutAfter(60_000))
  await expectFetched(fetchFrom([mirror]))
  expect(mirror.asked.map(({ from }) => from)).toEqual(
    [...mirror.asked.map(({ from }) => from)].sort((a, b) => a - b),
  )
  expect(mirror.asked.length).toBeGreaterThan(2)
})

test('a mirror that knows no ranges sends the file from its beginning', async () => {
  const mirror = await serveFlawed(files, server.cutAfter(60_000), server.ignoreRange)
  await expectFetched(fetchFrom([mirror]))
  expect(mirror.asked[1]!.from).toBeGreaterThan(0)
})

test('what a lying mirror began is not held against one that tells the truth', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'file.gz.part'), randomBytes(50_000))
  const mirror = await serveFlawed(files, server.well)
  await expectFetched(fetchFrom([mirror], folder))
  expect(mirror.asked.map(({ from }) => from)).toEqual([50_000, 0])
})

test('a part that is longer than the file is begun anew', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'file.gz.part'), randomBytes(content.length + 5))
  await expectFetched(fetchFrom([await serveFlawed(files, server.well)], folder))
})

test('a whole part that was not looked at yet needs no mirror', async () => {
  const folder = emptyFolder()
  writeFileSync(join(folder, 'file.gz.part'), content)
  const mirror = await serveFlawed(files, server.status(500))
  await expectFetched(fetchFrom([mirror], folder))
  expect(mirror.asked).toEqual([])
})

test('when no mirror serves, each one says why, and nothing looks like the file', async () => {
  const mirrors = [
    await serveFlawed(files, server.status(404)),
    await serveFlawed(files, server.lie),
    await serveFlawed(files, server.stallAfter(10)),
  ]
  const attempt = fetchFrom(mirrors)
  await expect(attempt.done).rejects.toMatchObject({ name: 'DatasetError', code: 'unavailable' })
  await expect(attempt.done).rejects.toThrow(
    /file\.gz answered with status 404; .*file\.gz sent something else than was published; .* sent nothing for 0\.3 seconds/,
  )
  expect(existsSync(attempt.path)).toBe(false)
})

test('what has come when it is cancelled is kept, and the next try goes on from there', async () => {
  const folder = emptyFolder()
  const slow = await serveFlawed(files, server.slowly)
  const cancelled = fetchFrom([slow], folder)
  await expect.poll(() => cancelled.told.length).toBeGreaterThan(5)
  cancelled.cancel()
  await expect(cancelled.done).rejects.toThrow('cancelled')
  const kept = statSync(`${cancelled.path}.part`).size
  expect(kept).toBeGreaterThan(0)
  expect(await bytesThere(cancelled.path)).toBe(kept)
  const mirror = await serveFlawed(files, server.well)
  await expectFetched(fetchFrom([mirror], folder))
  expect(mirror.asked).toEqual([{ file: 'file.gz', from: kept }])
})

test('it is not begun when it was cancelled before', async () => {
  const mirror = await serveFlawed(files, server.well)
  const controller = new AbortController()
  controller.abort(new Error('cancelled'))
  const wanted = { urls: [`${mirror.address}file.gz`], path: join(emptyFolder(), 'file.gz') }
  const options = { signal: controller.signal, stallSeconds: 1, onBytes: () => undefined }
  await expect(downloadFile({ ...wanted, bytes: content.length, sha256 }, options)).rejects.toThrow(
    'cancelled',
  )
  expect(mirror.asked).toEqual([])
})
