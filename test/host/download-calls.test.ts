import { describe, expect, test } from 'vitest'
import type { DownloadState } from '../../src/contract/host-answers.ts'
import { downloadableSet } from '../datasets/downloadable-set.ts'
import * as server from '../datasets/flawed-server.ts'
import { serveFlawed } from '../datasets/serve-flawed.ts'
import { emptyFolder, writeSmallSet } from '../datasets/small-set.ts'
import { heard, hostAt, newHost } from './host-of-test.ts'
import type { RunningHost } from './running-host.ts'

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
