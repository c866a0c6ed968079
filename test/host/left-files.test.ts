import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { endless, hostAt, newHost, stoppedExperiment, untilTraining } from './new-host.ts'

const filesOf = (home: string): string[] =>
  readdirSync(join(home, 'workbench.db-files'), { recursive: true })
    .map(String)
    .filter((name) => name.includes('.'))

test('what trains until it is purged leaves no file', async () => {
  const host = await newHost({ parallel: 1, checkpointEverySeconds: 0.1 })
  const id = await host.create({ ...endless })
  await untilTraining(host, id)
  await setTimeout(400)
  await host.call('experiments.trash', { ids: [id] })
  expect(await host.call('experiments.purge', { ids: [id] })).toMatchObject({ ids: [id] })
  // An earlier checkpoint that a later one made needless may be on its way out still.
  await expect.poll(() => filesOf(host.home)).toEqual([])
})

test('a host removes what an earlier one has left, nothing that is used or newer than itself', async () => {
  const first = await newHost({ parallel: 1 })
  await stoppedExperiment(first)
  await first.close()
  const used = filesOf(first.home)
  expect(used).toHaveLength(1)
  const leave = (name: string, seconds: number): string => {
    const file = join(first.home, 'workbench.db-files', 'checkpoints', name.slice(0, 2), name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, 'left')
    utimesSync(file, seconds, seconds)
    return join('checkpoints', name.slice(0, 2), name)
  }
  const now = Date.now() / 1000
  leave('aa11.safetensors', now - 60)
  leave('bb22.safetensors.77.part', now - 60)
  const newer = [leave('aa33.safetensors', now + 60), leave('bb44.safetensors.77.part', now + 60)]
  hostAt(first.home)
  await expect.poll(() => filesOf(first.home).sort()).toEqual([...used, ...newer].sort())
})

test('a host that has lost its database has closed it', async () => {
  const host = await newHost()
  host.abandon()
  await expect(host.call('experiments.list', {})).rejects.toMatchObject({ code: 'unavailable' })
})
