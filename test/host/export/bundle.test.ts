import { rmSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { barsHome } from '../bars-home.ts'
import { newHost, runsOf, stoppedExperiment, untilTraining } from '../new-host.ts'
import { lossesOf, runHost, type RunningHost } from '../running-host.ts'

async function bundleOf(
  host: RunningHost,
  id: string,
  checkpoints = false,
): Promise<Uint8Array<ArrayBuffer>> {
  const { files } = await host.call('exports.read', { id, form: 'bundle', checkpoints })
  return Uint8Array.from(files[0]!.bytes)
}

const small = { batchSizes: [64], seeds: [1, 2], checkpointEveryEpochs: 2 }

/** A finished experiment with notes and tags, one run of which diverged. */
async function finished(host: RunningHost): Promise<string> {
  const id = await host.create({ ...small, learningRates: [0.05, 1e30] })
  await host.ended(id)
  await host.call('experiments.annotate', { id, notes: 'A line.\u2028Another, of “NaN”.' })
  await host.call('experiments.tag', { id, tags: ['kept'] })
  return id
}

describe('a bundle', () => {
  test('goes to another database and comes back the same to the byte, with its provenance and no twin', async () => {
    const [here, there] = [await newHost(), await newHost()]
    const id = await finished(here)
    const bundle = await bundleOf(here, id, true)
    expect(await bundleOf(here, id, true)).toEqual(bundle)
    const taken = await there.call('experiments.importBundle', { bundle })
    expect(taken).toMatchObject({
      isNew: true,
      experiment: { id, notes: expect.stringContaining('Another') as string },
    })
    expect(taken.checkpoints).toBeGreaterThan(0)
    expect(await bundleOf(there, id, true)).toEqual(bundle)
    expect(await bundleOf(there, id)).toEqual(await bundleOf(here, id))
    const [before, after] = [
      await here.call('experiments.get', { id }),
      await there.call('experiments.get', { id }),
    ]
    expect(before.origin).toBeNull()
    expect(after.origin).toMatchObject({ form: 'bundle', experimentId: id, createdAt: before.createdAt })
    expect(after.origin!.program.version).toMatch(/^\d/)
    expect(after.origin!.importedAt).toBe(after.createdAt)
    const [was, is] = [await here.record(id), await there.record(id)]
    expect(is).toEqual(was)
    for (const host of [here, there]) {
      expect(await host.call('experiments.importBundle', { bundle })).toMatchObject({
        isNew: false,
        experiment: { id },
      })
      expect(await host.call('experiments.list', {})).toMatchObject({ total: 1 })
    }
  })

  test('brings runs that can be continued from, and whose mistakes can be looked at', async () => {
    const [here, there] = [await newHost(), await newHost()]
    const id = await here.create({ ...small, seeds: [1] })
    await here.ended(id)
    await there.call('experiments.importBundle', { bundle: await bundleOf(here, id, true) })
    const [run] = await runsOf(there, id)
    const made = await there.call('runs.continueFrom', { id: run!.id, epochs: 1 })
    await there.ended(made.id)
    expect((await runsOf(there, made.id))[0]).toMatchObject({ status: 'done' })
    const images = { id: run!.id, actual: 0, predicted: 0 }
    expect(await there.call('runs.confused', images)).toEqual(await here.call('runs.confused', images))
  })

  test('of a stopped experiment goes on elsewhere, bit for bit as here', { timeout: 240_000 }, async () => {
    const [here, there] = [await newHost(), await newHost()]
    const { id } = await stoppedExperiment(here, { budget: { unit: 'epochs', amount: 2000 } })
    const bundle = await bundleOf(here, id, true)
    await there.call('experiments.importBundle', { bundle })
    for (const host of [here, there]) {
      await host.call('experiments.resume', { id })
      await host.ended(id)
    }
    const [left, right] = [await here.record(id), await there.record(id)]
    expect(right.runs[0]!.outcome).toBe('done')
    expect(lossesOf(right)).toEqual(lossesOf(left))
  })

  test('of an experiment that has gone on since is another one, under an id of its own', async () => {
    const host = await newHost()
    const { id } = await stoppedExperiment(host)
    const bundle = await bundleOf(host, id, true)
    await host.call('experiments.resume', { id })
    await untilTraining(host, id)
    await host.call('experiments.stop', { id })
    await host.ended(id)
    const { experiment, isNew } = await host.call('experiments.importBundle', { bundle })
    expect(isNew).toBe(true)
    expect(experiment.id).not.toBe(id)
    expect(await bundleOf(host, experiment.id, true)).toEqual(bundle)
  })

  test('adds the checkpoints that an experiment lacks here', async () => {
    const [here, there] = [await newHost(), await newHost()]
    const id = await here.create({ ...small, seeds: [1] })
    await here.ended(id)
    await there.call('experiments.importBundle', { bundle: await bundleOf(here, id) })
    const [run] = await runsOf(there, id)
    const checkpoints = async () => (await there.call('runs.get', { id: run!.id })).checkpoints
    expect(await checkpoints()).toEqual([])
    const bundle = await bundleOf(here, id, true)
    expect(await there.call('experiments.importBundle', { bundle })).toMatchObject({ isNew: false })
    expect(await checkpoints()).toHaveLength(
      (await here.call('runs.get', { id: run!.id })).checkpoints.length,
    )
  })

  test('is written and read as a file, which is never written over', async () => {
    const [here, there] = [await newHost(), await newHost()]
    const id = await here.create({ ...small, seeds: [1] })
    await here.ended(id)
    const wanted = { id, form: 'bundle', to: join(here.home, 'kept', 'tiny.bnw') } as const
    const { files } = await here.call('exports.write', wanted)
    expect(files).toEqual([{ file: wanted.to, bytes: (await readFile(wanted.to)).length }])
    expect(Uint8Array.from(await readFile(wanted.to))).toEqual(await bundleOf(here, id))
    await expect(here.call('exports.write', wanted)).rejects.toMatchObject({ code: 'conflict' })
    expect(await there.call('experiments.importBundle', { bundle: wanted.to })).toMatchObject({ isNew: true })
    const missing = there.call('experiments.importBundle', { bundle: join(here.home, 'nothing.bnw') })
    await expect(missing).rejects.toMatchObject({ code: 'not-found' })
  })

  test('whose checkpoint is damaged is not written, and leaves no file', async () => {
    const host = await newHost()
    const id = await host.create({ ...small, seeds: [1] })
    await host.ended(id)
    const [run] = await runsOf(host, id)
    const { checkpoints } = await host.call('runs.get', { id: run!.id })
    const { file } = checkpoints[0]!
    await writeFile(file, 'short')
    const wanted = { id, form: 'bundle', checkpoints: true, to: join(host.home, 'x.bnw') } as const
    await expect(host.call('exports.write', wanted)).rejects.toThrow(/is damaged/)
    await expect(readFile(wanted.to)).rejects.toThrow()
  })
})

describe('a bundle is refused, and leaves nothing behind,', () => {
  let text = ''
  beforeAll(async () => {
    const home = await barsHome()
    const here = runHost(home)
    const id = await finished(here)
    text = Buffer.from(await bundleOf(here, id, true)).toString()
    await here.close()
    rmSync(home, { recursive: true })
  })

  async function refused(changed: string, message: RegExp): Promise<void> {
    const there = await newHost()
    const bundle = Uint8Array.from(Buffer.from(changed))
    await expect(there.call('experiments.importBundle', { bundle })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(message) as string,
    })
    expect(await there.call('experiments.list', {})).toMatchObject({ total: 0 })
    const files = await readdir(there.home, { recursive: true })
    expect(files.filter((file) => file.endsWith('.safetensors'))).toEqual([])
  }

  const lines = () => text.split('\n')
  const withLine = (index: number, change: (line: string) => string) =>
    lines()
      .map((line, at) => (at === index ? change(line) : line))
      .join('\n')

  test('when a number was changed, with the run it is in', async () => {
    const change = (line: string) =>
      line.replace(/"accuracy":0\.(\d)/, (_, digit: string) => `"accuracy":0.${(Number(digit) + 1) % 10}`)
    expect(withLine(4, change)).not.toBe(text)
    await refused(withLine(4, change), /run 3 of 8 is not what was written/)
  })

  test('when a weight was changed, with the checkpoint it is in', async () => {
    const first = lines().findIndex((line) => line.startsWith('{"part":"checkpoint"'))
    const change = (line: string) =>
      line.replace(/("data":".{2000})(.)/, (_, kept: string, one: string) => kept + (one === 'A' ? 'B' : 'A'))
    await refused(withLine(first, change), /checkpoint 1 of \d+ is not what was written/)
  })

  test('when a run was taken out, or two stand in another order', async () => {
    await refused(lines().toSpliced(4, 1).join('\n'), /run 8 of 8 is missing/)
    const [one, other] = [lines()[2]!, lines()[3]!]
    await refused(lines().with(2, other).with(3, one).join('\n'), /its parts are not those that were written/)
  })

  test('when it was cut, with where', async () => {
    await refused(text.slice(0, 40), /its head is cut or damaged/)
    await refused(lines().slice(0, 4).join('\n'), /it was cut: it ends before run 3 of 8/)
    await refused(
      `${lines().slice(0, 4).join('\n')}\n${lines()[4]!.slice(0, 500)}`,
      /it was cut within run 3 of 8/,
    )
    await refused(text.slice(0, -1 - lines().at(-2)!.length), /it ends before its end/)
  })

  test('when a newer version wrote it, or something follows after its end', async () => {
    await refused(
      text.replace('"version":1', '"version":2'),
      /newer version of this program .* Update the program/,
    )
    await refused(`${text}${lines()[0]!}\n`, /something follows after its end/)
  })
})
