import { rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { barsHome } from './bars-home.ts'
import { lossesOf, runHost, type RunningHost } from './running-host.ts'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
})

async function newHost(): Promise<RunningHost & { home: string }> {
  const home = await barsHome()
  const host = hostAt(home)
  ends.push(() => rm(home, { recursive: true, force: true }))
  return { ...host, home }
}

function hostAt(home: string): RunningHost {
  const host = runHost(home)
  ends.unshift(() => host.close().catch(() => undefined))
  return host
}

/** A finished experiment of one run with batch normalization, and a checkpoint after each epoch. */
async function finished(host: RunningHost) {
  const id = await host.create({
    ...{ arms: [{ name: 'batch', normalization: { type: 'batch' } }], batchSizes: [64], seeds: [1] },
    ...{ checkpointEveryEpochs: 1, schedule: { shape: { type: 'step', epochs: [2], factor: 0.5 } } },
  })
  await host.ended(id)
  const [run] = (await host.call('runs.list', { experimentId: id })).runs
  return { id, run: run! }
}

async function onlyRun(host: RunningHost, experimentId: string) {
  return (await host.call('runs.list', { experimentId })).runs[0]!
}

describe('a continued run', () => {
  test('is an experiment of its own that begins where the other ended, and says so', async () => {
    const host = await newHost()
    const source = await finished(host)
    const made = await host.call('runs.continueFrom', { id: source.run.id, epochs: 2 })
    expect(made).toMatchObject({ name: 'tiny, continued', preset: null })
    expect(made.notes).toContain(`run ${source.run.id}`)
    await host.ended(made.id)
    const { spec, fairnessNotes } = await host.call('experiments.get', { id: made.id })
    expect(spec).toMatchObject({
      ...{ batchSizes: [64], seeds: [1], learningRates: [0.025], budget: { unit: 'epochs', amount: 2 } },
      arms: [{ name: 'batch', start: { from: 'checkpoint', epochsBefore: 4 } }],
    })
    expect(fairnessNotes.join()).toMatch(/does not start fresh/)
    const [before, after] = [await host.record(source.id), await host.record(made.id)]
    expect(after.runs[0]).toMatchObject({ outcome: 'done', totalSteps: 10 })
    expect(after.runs[0]!.parent).toBe(before.runs[0]!.checkpoint!.replace('.safetensors', ''))
    expect(after.runs[0]!.epochLosses[0]!).toBeLessThan(before.runs[0]!.epochLosses[3]! * 1.05)
    expect(after.runs[0]!.epochLosses[0]!).toBeLessThan(before.runs[0]!.epochLosses[0]!)
  })

  test('may start at an earlier checkpoint, with another rate and name', async () => {
    const host = await newHost()
    const { run } = await finished(host)
    const wanted = { id: run.id, step: 5, epochs: 1, learningRate: 0.2, name: 'again' }
    const { id, name } = await host.call('runs.continueFrom', wanted)
    expect(name).toBe('again')
    const { spec } = await host.call('experiments.get', { id })
    expect(spec).toMatchObject({ learningRates: [0.2], arms: [{ start: { epochsBefore: 1 } }] })
    await host.ended(id)
    expect((await onlyRun(host, id)).status).toBe('done')
  })

  test('trains on, resumes and retries after the other was purged, and is exported to PyTorch', async () => {
    const host = await newHost()
    const source = await finished(host)
    const { id } = await host.call('runs.continueFrom', { id: source.run.id, epochs: 1500 })
    await host.call('experiments.trash', { ids: [source.id] })
    await host.call('experiments.purge', { ids: [source.id] })
    const steps = async () => (await onlyRun(host, id)).stepsDone
    while ((await steps()) < 100) await setTimeout(20)
    await host.call('experiments.stop', { id })
    await host.ended(id)
    const stopped = await onlyRun(host, id)
    expect(stopped.status).toBe('stopped')
    await host.call('runs.retry', { ids: [stopped.id] })
    while ((await steps()) < 100) await setTimeout(20)
    await host.call('experiments.stop', { id })
    await host.ended(id)
    await host.call('experiments.resume', { id })
    await host.ended(id)
    expect((await onlyRun(host, id)).status).toBe('done')
    const directory = join(host.home, 'replay')
    await host.call('runs.exportPytorch', { id: stopped.id, directory })
  })

  test('has the same numbers when its record was imported and it is made again from its spec', async () => {
    const host = await newHost()
    const source = await finished(host)
    const { id } = await host.call('runs.continueFrom', { id: source.run.id, epochs: 2 })
    await host.ended(id)
    const record = await host.record(id)
    // As another machine trained it: this one's own is known.
    const json = JSON.parse(
      JSON.stringify({ ...record, seconds: record.seconds + 1 }, (_, value: unknown) =>
        value instanceof Float32Array ? [...value] : value,
      ),
    ) as object
    for (const gone of [source.id, id]) {
      await host.call('experiments.trash', { ids: [gone] })
      if (gone === source.id) await host.call('experiments.purge', { ids: [gone] })
    }
    const taken = await host.call('experiments.import', { record: json })
    await host.call('experiments.purge', { ids: [id] })
    const again = await host.call('experiments.create', { spec: record.spec })
    await host.ended(again.id)
    expect(lossesOf(await host.record(again.id))).toEqual(lossesOf(record))
    expect(lossesOf(await host.record(taken.experiment.id))).toEqual(lossesOf(record))
  })

  test('goes on in the next host', async () => {
    const first = await newHost()
    const { run } = await finished(first)
    const { id } = await first.call('runs.continueFrom', { id: run.id, epochs: 3 })
    await first.close()
    const second = hostAt(first.home)
    await second.call('experiments.resume', { id })
    await second.ended(id)
    expect((await onlyRun(second, id)).status).toBe('done')
  })
})

describe('there is nothing to continue from', () => {
  test('where a run or a step is not there', async () => {
    const host = await newHost()
    const { run } = await finished(host)
    await expect(host.call('runs.continueFrom', { id: 'nobody', epochs: 1 })).rejects.toMatchObject({
      code: 'not-found',
    })
    await expect(host.call('runs.continueFrom', { id: run.id, step: 7, epochs: 1 })).rejects.toThrow(
      /no checkpoint at step 7\. It has them at 5, 10, 15, 20/,
    )
    await host.call('queue.pause', {})
    const waiting = await onlyRun(host, await host.create({ seeds: [1] }))
    await expect(host.call('runs.continueFrom', { id: waiting.id, epochs: 1 })).rejects.toThrow(
      /has no checkpoint to continue from/,
    )
  })

  test('where the file is gone, or the weights diverged', async () => {
    const host = await newHost()
    const diverged = await host.create({
      ...{ learningRates: [1e30], batchSizes: [64], seeds: [1] },
      arms: [{ name: 'none', normalization: { type: 'none' } }],
    })
    await host.ended(diverged)
    const { id, status } = await onlyRun(host, diverged)
    expect(status).toBe('diverged')
    await expect(host.call('runs.continueFrom', { id, epochs: 1 })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/not finite/) as string,
    })
    const { run } = await finished(host)
    rmSync(join(host.home, 'workbench.db-files'), { recursive: true })
    await expect(host.call('runs.continueFrom', { id: run.id, epochs: 1 })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test('a spec that names a checkpoint which is not here is refused, in the plan too', async () => {
    const host = await newHost()
    const { run } = await finished(host)
    await host.call('queue.pause', {})
    const made = await host.call('runs.continueFrom', { id: run.id, epochs: 1 })
    const { spec } = await host.call('experiments.get', { id: made.id })
    const start = {
      from: 'checkpoint',
      checkpoint: 'ab'.repeat(32),
      epochsBefore: 1,
      of: 'some run',
    } as const
    const other = { ...spec, arms: spec.arms.map((arm) => ({ ...arm, start })) }
    const { problems } = await host.call('experiments.plan', { spec: other, measure: false })
    expect(problems).toEqual([
      'The arm "batch" starts from some run, whose checkpoint abababababab… is not here.',
    ])
    await expect(host.call('experiments.create', { spec: other })).rejects.toThrow(/is not here/)
  })
})
