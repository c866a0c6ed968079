import { describe, expect, test } from 'vitest'
import { hostCalls, type HostCall } from '../../src/contract/host.ts'
import { anyCall, transports } from './connected-hosts.ts'
import { goodInputs } from './echo-handlers.ts'

const calls = Object.keys(hostCalls) as HostCall[]

describe.each(Object.entries(transports))('over %s', (name, open) => {
  test('every call takes a good argument and answers', async () => {
    const { api } = await open()
    for (const call of calls) {
      if (call === 'runs.get' || call === 'metrics.series' || call === 'experiments.rename') continue
      expect(await anyCall(api)(call, goodInputs[call]), call).toEqual(goodInputs[call])
    }
  })

  test('what is left out has its usual value', async () => {
    const { api } = await open()
    expect(await anyCall(api)('experiments.list', {})).toEqual({
      ...{ search: '', trashed: false, sort: 'created', descending: true, offset: 0, limit: 50 },
    })
  })

  test('typed arrays arrive as they are, NaN and ±Infinity included', async () => {
    const { api } = await open()
    const { steps, min, max, last } = await api.call('metrics.series', { runId: 'a', metric: 'loss' })
    expect(steps).toEqual(Int32Array.of(1, 2, 3))
    expect(min).toEqual(Float32Array.of(NaN, -Infinity, -0))
    expect(max).toEqual(Float32Array.of(Infinity, 1e-45, 3.4e38))
    expect(last).toEqual(new Float32Array())
  })

  test('errors arrive with their code, and faults as internal ones', async () => {
    const { api } = await open()
    await expect(api.call('runs.get', { id: 'missing' })).rejects.toMatchObject({
      ...{ name: 'WorkbenchError', code: 'not-found', message: 'There is no run missing.' },
    })
    const fault = api.call('runs.get', { id: 'faulty' })
    await expect(fault).rejects.toThrow(/a fault/)
    if (name !== 'no channel') await expect(fault).rejects.toMatchObject({ code: 'internal' })
  })

  test('answers come in whatever order they are ready', async () => {
    const { api } = await open()
    const order: string[] = []
    const call = async (id: string, wait: string) => {
      await api.call('experiments.rename', { id, name: wait })
      order.push(id)
    }
    await Promise.all([call('slow', '60'), call('fast', '1')])
    expect(order).toEqual(['fast', 'slow'])
  })

  test('hints reach whoever listens, until the listening ends', async () => {
    const { api } = await open()
    const heard: number[] = []
    const stop = api.on('metrics.grew', ({ cursor }) => heard.push(cursor))
    await api.call('queue.pause', {})
    await api.call('queue.state', {})
    stop()
    await api.call('queue.pause', {})
    await api.call('queue.state', {})
    expect(heard).toEqual([41])
  })
})
