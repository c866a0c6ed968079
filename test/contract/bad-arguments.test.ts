import { describe, expect, test } from 'vitest'
import { MOST_SETTINGS, MOST_SPEC_VALUES } from '../../src/contract/bounds.ts'
import { hostCalls, type HostCall } from '../../src/contract/host.ts'
import { anyCall, transports } from './connected-hosts.ts'
import { goodInputs } from './echo-handlers.ts'
import { tooLongIn } from './long-values.ts'

const calls = Object.keys(hostCalls) as HostCall[]

describe.each(Object.entries(transports))('over %s', (_, open) => {
  test('every call refuses an argument with a field that it does not know, and names the call', async () => {
    const { api } = await open()
    for (const call of calls) {
      const refused = anyCall(api)(call, { ...goodInputs[call], surprise: 1 })
      await expect(refused, call).rejects.toMatchObject({ name: 'WorkbenchError', code: 'bad-input' })
      await expect(refused, call).rejects.toThrow(call)
    }
  })

  test('every call refuses a text or a list that is too long, and says which and what is allowed', async () => {
    const { api } = await open()
    for (const call of calls) {
      // A record is read by who takes it in, with bounds of its own.
      if (call === 'experiments.import') continue
      for (const { field, input } of tooLongIn(goodInputs[call])) {
        const refused = anyCall(api)(call, input)
        await expect(refused, `${call} ${field}`).rejects.toMatchObject({ code: 'bad-input' })
        const said = await refused.catch((error: unknown) => String(error))
        expect(said).toContain(`${call}: ${field} is`)
        expect(said).toMatch(/must have at most [\d,]+ (character|item)s|must be one of/)
        expect((said as string).length).toBeLessThan(500)
      }
    }
    expect(await anyCall(api)('queue.state', {})).toEqual({})
  })

  test('a spec, a layout and a name of a call are refused when there is too much in them', async () => {
    const { api } = await open()
    const seeds = Array.from({ length: MOST_SPEC_VALUES }, (_, seed) => seed)
    const settings = Object.fromEntries(Array.from({ length: MOST_SETTINGS + 1 }, (_, i) => [`field${i}`, i]))
    for (const [call, input, message] of [
      ['experiments.plan', { spec: { seeds } }, /spec is an object: must hold at most 200,?000 values/],
      ['experiments.create', { spec: { seeds } }, /spec is an object: must hold at most 200,?000 values/],
      [
        'compare.saveLayout',
        { name: 'a', settings },
        /settings is an object: must have at most 100 settings/,
      ],
      ['compare.saveLayout', { name: 'a', settings: { ['x'.repeat(1e6)]: 1 } }, /settings/],
      ['x'.repeat(1e6), {}, /There is no call "xxx/],
    ] as const) {
      const refused = anyCall(api)(call, input)
      await expect(refused).rejects.toMatchObject({ code: 'bad-input' })
      await expect(refused).rejects.toThrow(message)
    }
  })

  test.each([
    ['experiments.get', {}, /experiments\.get: id is missing/],
    ['experiments.get', null, /experiments\.get: .*must be an object/],
    ['experiments.list', { limit: 5000 }, /limit is 5000: .*1000/],
    ['experiments.tag', { id: 'a', tags: ['fine', ''] }, /tags\[1\] is ""/],
    ['metrics.series', { runId: 'a', metric: 'lose' }, /metric is "lose": must be one of loss, /],
    ['runs.stop', { ids: [] }, /ids is \[\]/],
    ['experiments.list', { statuses: ['over'] }, /statuses\[0\] is "over": .*must be one of .*paused/],
    ['experiments.list', { createdFrom: 'today' }, /createdFrom is "today": .*must be a number/],
    ['experiments.list', { sort: 'colour' }, /sort is "colour": .*must be one of .*dataset/],
    ['experiments.plan', { spec: {}, measure: 'no' }, /measure is "no": .*must be true or false/],
    ['runs.continueFrom', { id: 'a', epochs: 0 }, /epochs is 0: must be more than 0/],
    [
      'runs.continueFrom',
      { id: 'a', epochs: 1, learningRate: -1 },
      /learningRate is -1: must be more than 0/,
    ],
    ['runs.continueFrom', { id: 'a' }, /epochs is missing/],
    ['runs.confused', { id: 'a', actual: -1, predicted: 0 }, /actual is -1: must be at least 0/],
    ['runs.confused', { id: 'a', actual: 1, predicted: 0, limit: 501 }, /limit is 501: .*500/],
    ['datasets.preview', { name: 'a', split: 'both' }, /split is "both": .*must be one of train, test/],
    ['datasets.preview', { name: 'a', classIndex: 0.5 }, /classIndex is 0\.5/],
    ['datasets.download', { name: 'imagenet' }, /name is "imagenet": .*must be one of .*fashion-mnist/],
    ['datasets.cancelDownload', {}, /name is missing/],
    [
      'datasets.import',
      { name: 'a', trainImages: 7, trainLabels: 'c', testImages: 'd', testLabels: 'e' },
      /trainImages is 7/,
    ],
    ['system.changeSettings', { parallel: 0.5 }, /parallel is 0\.5/],
  ])('%s of %j is refused in words', async (call, input, message) => {
    const { api } = await open()
    await expect(anyCall(api)(call, input)).rejects.toThrow(message)
  })

  test('values that have no JSON are refused in words too', async () => {
    const { api } = await open()
    const cyclic: { id?: unknown } = {}
    cyclic.id = cyclic
    for (const [input, message] of [
      [{ id: 1n }, /id is a bigint: must be a text/],
      [cyclic, /id is an object: must be a text|could not be packed: Too deep/],
      [{ id: NaN }, /id is NaN: must be a text/],
      [{ id: new Float32Array(3_000_000) }, /id is an object: must be a text/],
    ] as const) {
      const refused = anyCall(api)('experiments.get', input)
      await expect(refused).rejects.toMatchObject({ code: 'bad-input' })
      await expect(refused).rejects.toThrow(message)
    }
  })

  test('a message stays short, however much is wrong', async () => {
    const { api } = await open()
    const refused = anyCall(api)('runs.stop', { ids: Array.from({ length: 3000 }, () => '') })
    await expect(refused).rejects.toThrow(/ids\[4\] is "".*; and 2995 more$/)
    const surprises = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`field${i}`, i]))
    const message = await anyCall(api)('queue.state', surprises).catch((error: unknown) => String(error))
    expect(message).toMatch(/field0/)
    expect((message as string).length).toBeLessThan(500)
  })

  test.each(['constructor', 'toString', '__proto__', 'hasOwnProperty', 'experiments.nothing', ''])(
    'there is no call "%s"',
    async (call) => {
      const { api } = await open()
      await expect(anyCall(api)(call, {})).rejects.toMatchObject({ code: 'bad-input' })
    },
  )
})
