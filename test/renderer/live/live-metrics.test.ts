import { rmSync } from 'node:fs'
import { afterAll, expect, test, vi } from 'vitest'
import type { HostApi } from '../../../src/contract/host.ts'
import type { RunSummary } from '../../../src/contract/host-answers.ts'
import { LiveMetrics } from '../../../src/renderer/src/stores/live-metrics.ts'
import { barsHome } from '../../host/bars-home.ts'
import { lossesOf, runHost } from '../../host/running-host.ts'

const home = await barsHome()
const host = runHost(home)
afterAll(async () => {
  await host.close()
  rmSync(home, { recursive: true })
})

const patiently = (isSo: () => boolean | Promise<boolean>): Promise<boolean> =>
  vi.waitUntil(isSo, { timeout: 40_000 })

/** The host without its hints: every question is asked by the test. */
const api: HostApi = { call: host.call, on: () => () => undefined }

function follow(runs: readonly RunSummary[]): LiveMetrics {
  const live = new LiveMetrics(api, { metrics: ['loss', 'seconds'], onChange: () => undefined })
  live.follow(runs)
  return live
}

function lossesKnown(live: LiveMetrics, runs: readonly RunSummary[]): number[][] {
  return runs.map(({ id }) => {
    const series = live.seriesOf(id)
    return series === undefined ? [] : [...series.of('loss').last.subarray(0, series.length)]
  })
}

test('it ends with every recorded step, whether it was followed from the start, late, or through a retry', async () => {
  const id = await host.create()
  const { runs } = await host.call('runs.list', { experimentId: id, limit: 100 })
  const early = follow(runs)
  await patiently(async () => {
    early.ask()
    return (await host.call('experiments.get', { id })).runs.done > 0
  })
  await host.call('experiments.stop', { id })
  await host.ended(id)
  const { runs: stopped } = await host.call('runs.list', {
    experimentId: id,
    statuses: ['stopped'],
    limit: 100,
  })
  if (stopped.length > 0) await host.call('runs.retry', { ids: stopped.map((run) => run.id) })
  await host.ended(id)

  const { runs: ended } = await host.call('runs.list', { experimentId: id, limit: 100 })
  const late = follow(ended)
  const recorded = lossesOf(await host.record(id))
  for (const live of [early, late]) {
    await patiently(() => {
      live.ask()
      return live.isFilled && JSON.stringify(lossesKnown(live, ended)) === JSON.stringify(recorded)
    })
    expect(lossesKnown(live, ended)).toEqual(recorded)
    expect(live.problem).toBeNull()
    live.stop()
  }
})

test('what fails is told, and asked again with success', async () => {
  let isDown = true
  const flaky: HostApi = {
    ...api,
    call: (name, input) => (isDown ? Promise.reject(new Error('No connection.')) : host.call(name, input)),
  }
  const live = new LiveMetrics(flaky, { metrics: ['loss'], onChange: () => undefined })
  const { runs } = await host.call('runs.list', { limit: 1 })
  live.follow(runs)
  await patiently(() => live.problem !== null)
  expect(live.problem).toBe('No connection.')
  isDown = false
  live.ask()
  await patiently(() => live.problem === null && live.isFilled)
  expect(live.seriesOf(runs[0]!.id)!.end).toBeGreaterThan(0)
  live.stop()
})
