import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { setImmediate } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import type { HostEvents } from '../../src/contract/host.ts'
import type { DownloadState } from '../../src/contract/host-answers.ts'
import { downloadableSet } from '../datasets/downloadable-set.ts'
import * as server from '../datasets/flawed-server.ts'
import { serveFlawed } from '../datasets/serve-flawed.ts'
import { emptyFolder, writeSmallSet } from '../datasets/small-set.ts'
import { barsDataset } from './bars-dataset.ts'
import { barsHome } from './bars-home.ts'
import { runHost, type RunningHost } from './running-host.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function newHost(options: Parameters<typeof runHost>[1] = {}): Promise<RunningHost & { home: string }> {
  const home = await barsHome()
  const host = hostAt(home, options)
  ends.push(() => rm(home, { recursive: true, force: true }))
  return { ...host, home }
}

function hostAt(home: string, options: Parameters<typeof runHost>[1]): RunningHost {
  const host = runHost(home, options)
  ends.unshift(() => host.close().catch(() => undefined))
  return host
}

/** What is told of one event from now on. */
function heard<E extends keyof HostEvents>(host: RunningHost, wanted: E): HostEvents[E][] {
  const hints: HostEvents[E][] = []
  host.subscribe((event, hint) => {
    if ((event as string) === wanted) hints.push(hint as unknown as HostEvents[E])
  })
  return hints
}

describe('a preview', () => {
  const { test: testSet, train } = barsDataset()

  test('shows images of all classes in turn, with their labels and where they stand', async () => {
    const { call } = await newHost()
    const page = await call('datasets.preview', { name: 'bars', limit: 20 })
    expect(page).toMatchObject({ height: 10, width: 10, total: 400, info: { name: 'bars' } })
    expect([...page.labels]).toEqual([...Array(20).keys()].map((index) => index % 10))
    expect(page.classNames).toEqual('0123456789'.split(''))
    expect([...page.trainCounts]).toEqual(Array<number>(10).fill(40))
    expect([...page.testCounts]).toEqual(Array<number>(10).fill(10))
    for (const [index, position] of page.positions.entries()) {
      const [from, to] = [position * 100, (position + 1) * 100]
      expect([...page.pixels.subarray(index * 100, (index + 1) * 100)]).toEqual([
        ...train.images.subarray(from, to),
      ])
    }
  })

  test('shows one class of a split, page by page', async () => {
    const { call } = await newHost()
    const wanted = { name: 'bars', split: 'test', classIndex: 3 } as const
    const page = await call('datasets.preview', { ...wanted, offset: 8, limit: 5 })
    expect([...page.positions]).toEqual([83, 93])
    expect([...page.labels]).toEqual([3, 3])
    expect(page.total).toBe(10)
    expect([...page.pixels.subarray(0, 100)]).toEqual([...testSet.images.subarray(8300, 8400)])
    expect((await call('datasets.preview', { ...wanted, offset: 10 })).pixels).toHaveLength(0)
  })

  test('says what is wrong with a class or a name', async () => {
    const { call } = await newHost()
    await expect(call('datasets.preview', { name: 'bars', classIndex: 10 })).rejects.toMatchObject({
      code: 'bad-input',
      message: 'classIndex is 10: the classes of bars are 0 to 9.',
    })
    await expect(call('datasets.preview', { name: 'nothing' })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('makes the embedded digits where they are not there yet', { timeout: 60_000 }, async () => {
    const host = await newHost()
    const progress = heard(host, 'datasets.progress')
    const page = await host.call('datasets.preview', { name: 'digits', split: 'test', limit: 10 })
    expect([...page.labels]).toEqual([...Array(10).keys()])
    expect(page.pixels.some((pixel) => pixel > 100)).toBe(true)
    expect(progress.at(-1)).toMatchObject({ name: 'digits' })
  })

  test('and answers others meanwhile', { timeout: 60_000 }, async () => {
    const host = await newHost()
    const made = new AbortController()
    const making = host.call('datasets.preview', { name: 'digits' }).finally(() => made.abort())
    const progress = heard(host, 'datasets.progress')
    const answered = new Set<number>()
    while (!made.signal.aborted) {
      await host.call('experiments.list', {})
      await setImmediate()
      answered.add(progress.length)
    }
    await making
    // Between most of the sixty times that it told how far it was.
    expect(answered.size).toBeGreaterThan(30)
  })
})

describe('confused images', () => {
  test('are those of a cell of the confusion matrix, all of it', async () => {
    const host = await newHost()
    const id = await host.create({ seeds: [1], batchSizes: [64], budget: { unit: 'steps', amount: 3 } })
    await host.ended(id)
    const { runs } = await host.call('runs.list', { experimentId: id })
    for (const run of runs) {
      const { confusion } = (await host.call('runs.get', { id: run.id })).result!
      for (const [cell, count] of confusion.entries()) {
        const [actual, predicted] = [Math.floor(cell / 10), cell % 10]
        const page = await host.call('runs.confused', { id: run.id, actual, predicted, limit: 3 })
        expect(page.total).toBe(count)
        expect(page.positions).toHaveLength(Math.min(3, count))
        expect(page.labels.every((label) => label === actual)).toBe(true)
      }
    }
    await expect(host.call('runs.confused', { id: runs[0]!.id, actual: 10, predicted: 0 })).rejects.toThrow(
      'actual is 10: the classes of bars are 0 to 9.',
    )
  })

  test('are not known of a run that has not ended, or that was imported', async () => {
    const host = await newHost()
    const id = await host.create({ seeds: [1], batchSizes: [64] })
    await host.ended(id)
    const own = await host.record(id)
    // As another machine trained it: this one's own is known.
    const record = JSON.parse(
      JSON.stringify({ ...own, seconds: own.seconds + 1 }, (_, value: unknown) =>
        value instanceof Float32Array ? [...value] : value,
      ),
    ) as object
    const imported = await host.call('experiments.import', { record })
    await host.call('queue.pause', {})
    const waiting = await host.create({ seeds: [2] })
    const confused = async (experimentId: string) => {
      const [run] = (await host.call('runs.list', { experimentId })).runs
      return await host.call('runs.confused', { id: run!.id, actual: 0, predicted: 0 })
    }
    await expect(confused(imported.experiment.id)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/was not kept.*train it/) as string,
    })
    await expect(confused(waiting)).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringMatching(/has not come to its end/) as string,
    })
    await expect(host.call('datasets.remove', { name: 'bars' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^The data set bars is needed by runs of “.*Stop them first\.$/,
      ) as string,
    })
    await host.call('experiments.stop', { id: waiting })
    await host.call('datasets.remove', { name: 'bars' })
    await expect(confused(id)).rejects.toMatchObject({ code: 'not-found' })
  })
})

test('a data set comes as bytes, and every change of the data sets is told', async () => {
  const host = await newHost()
  const changes = heard(host, 'datasets.changed')
  const files = writeSmallSet(emptyFolder())
  const bytes = {
    ...files,
    trainImages: readFileSync(files.trainImages),
    testLabels: readFileSync(files.testLabels),
  }
  const info = await host.call('datasets.import', { name: 'small', ...bytes })
  expect(info).toMatchObject({ name: 'small', trainCount: 4 })
  await expect.poll(() => changes.flatMap(({ names }) => names)).toEqual(['small'])
  await host.call('datasets.remove', { name: 'small' })
  await expect.poll(() => changes).toHaveLength(2)
  await expect(
    host.call('datasets.import', { name: 'bad', ...bytes, testImages: Uint8Array.of(1) }),
  ).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringMatching(/^the test images: /) as string,
  })
})

describe('a download', () => {
  /** A host that can fetch a small set, from mirrors with these manners. */
  async function hostWith(...manners: server.Manner[][]) {
    const { files } = downloadableSet([])
    const mirrors = await Promise.all(manners.map((own) => serveFlawed(files, ...own)))
    const { source } = downloadableSet(mirrors.map(({ address }) => address))
    const options = { downloadSources: [source], stallSeconds: 0.3 }
    return { host: await newHost(options), options, mirrors }
  }

  const stateOf = async (host: RunningHost): Promise<DownloadState> =>
    (await host.call('datasets.downloads', {}))[0]!
  const ended = (host: RunningHost) =>
    expect.poll(async () => (await stateOf(host)).state, { timeout: 10_000 }).not.toBe('loading')

  test('answers at once, tells how far it is, and ends as a data set like any other', async () => {
    const { host } = await hostWith([server.slowly])
    const [progress, changes] = [heard(host, 'datasets.progress'), heard(host, 'datasets.changed')]
    expect(await stateOf(host)).toMatchObject({ state: 'absent', bytesDone: 0, problem: null })
    const began = await host.call('datasets.download', { name: 'mnist' })
    expect(began).toMatchObject({ name: 'mnist', title: 'A small set', state: 'loading' })
    expect((await host.call('datasets.download', { name: 'mnist' })).state).toBe('loading')
    await ended(host)
    const { state, bytes, bytesDone } = await stateOf(host)
    expect([state, bytesDone]).toEqual(['ready', bytes])
    expect(progress.at(-1)).toEqual({ name: 'mnist', done: bytes, total: bytes })
    await expect.poll(() => changes.length).toBeGreaterThan(1)
    expect((await host.call('datasets.list', {})).map(({ name }) => name)).toContain('mnist')
    expect((await host.call('datasets.preview', { name: 'mnist' })).total).toBe(4)
    expect((await host.call('datasets.download', { name: 'mnist' })).state).toBe('ready')
  })

  test('that fails says what each mirror did, and can be tried again', async () => {
    const { host, mirrors } = await hostWith(
      [server.status(500), server.status(500), server.well],
      [server.lie],
    )
    await host.call('datasets.download', { name: 'mnist' })
    await ended(host)
    const { state, problem } = await stateOf(host)
    expect(state).toBe('failed')
    expect(problem).toMatch(/answered with status 500; .* sent something else than was published\. Check/)
    expect(mirrors[0]!.asked.length).toBeLessThan(3)
    while ((await stateOf(host)).state === 'failed') {
      await host.call('datasets.download', { name: 'mnist' })
      await ended(host)
    }
    expect((await stateOf(host)).state).toBe('ready')
  })

  test('that is cancelled keeps what has come, also for the next host', async () => {
    const { host, options } = await hostWith([server.stallAfter(20)])
    await host.call('datasets.download', { name: 'mnist' })
    await expect.poll(async () => (await stateOf(host)).bytesDone).toBeGreaterThan(0)
    const { state, bytesDone } = await host.call('datasets.cancelDownload', { name: 'mnist' })
    expect([state, bytesDone]).toEqual(['partial', 20])
    expect((await host.call('datasets.cancelDownload', { name: 'mnist' })).state).toBe('partial')
    await host.call('datasets.download', { name: 'mnist' })
    await host.close()
    const next = hostAt(host.home, options)
    expect((await stateOf(next)).state).toBe('partial')
    expect((await stateOf(next)).bytesDone).toBeGreaterThanOrEqual(20)
  })

  test('of a name that stands for other images is not begun', async () => {
    const { host, mirrors } = await hostWith([server.well])
    await host.call('datasets.import', { name: 'mnist', ...writeSmallSet(emptyFolder(), 9) })
    expect((await host.call('datasets.download', { name: 'mnist' })).state).toBe('ready')
    expect(mirrors[0]!.asked).toEqual([])
  })
})
