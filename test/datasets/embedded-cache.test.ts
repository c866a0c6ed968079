import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { openDataset } from '../../src/datasets/catalog.ts'
import { digitsInfo } from '../../src/datasets/digits/embedded.ts'
import { isIntact, readDataset } from '../../src/datasets/prepared.ts'
import { emptyFolder } from './small-set.ts'

const home = emptyFolder()
const folder = join(home, 'datasets', digitsInfo.digest)
afterAll(() => {
  rmSync(home, { recursive: true })
})

test('two processes that make the embedded set at once both end with the intact one', async () => {
  const script = join(import.meta.dirname, 'open-process.ts')
  const open = () => promisify(execFile)(process.execPath, [script, home])
  const [first, second] = await Promise.all([open(), open()])
  expect([first.stdout, second.stdout]).toEqual([folder, folder])
  expect(isIntact(folder, digitsInfo.digest)).toBe(true)
  expect(readdirSync(join(home, 'datasets'))).toEqual([digitsInfo.digest])
})

test('opened again it is not made again', async () => {
  const before = statSync(join(folder, 'info.json')).mtimeMs
  const reports: number[] = []
  const opened = await openDataset('digits', { home, onProgress: (done) => reports.push(done) })
  expect(opened).toEqual({ info: digitsInfo, folder })
  expect(reports).toEqual([])
  expect(statSync(join(folder, 'info.json')).mtimeMs).toBe(before)
  expect(readDataset(folder)).toMatchObject({
    info: digitsInfo,
    train: { count: 20_000 },
    test: { count: 10_000 },
  })
})

test('a damaged one is made again, with progress', async () => {
  const file = join(folder, 'train-images.idx')
  const bytes = readFileSync(file)
  bytes[5_000_000] = bytes[5_000_000]! ^ 255
  writeFileSync(file, bytes)
  const reports: number[] = []
  await openDataset('digits', { home, onProgress: (done) => reports.push(done) })
  expect(reports.at(-1)).toBe(30_000)
  expect(isIntact(folder, digitsInfo.digest)).toBe(true)
  expect(readdirSync(join(home, 'datasets'))).toEqual([digitsInfo.digest])
})

test('who asks while it is made waits for the same, and hears how far that is', async () => {
  rmSync(folder, { recursive: true, force: true })
  const [first, second]: [number[], number[]] = [[], []]
  const half = Promise.withResolvers<number>()
  const made = openDataset('digits', {
    home,
    onProgress(done) {
      first.push(done)
      if (done >= 15_000) half.resolve(done)
    },
  })
  await half.promise
  await openDataset('digits', { home, onProgress: (done) => second.push(done) })
  await made
  expect(second).toEqual(first.filter((done) => done > 15_000))
  expect(isIntact(folder, digitsInfo.digest)).toBe(true)
})
