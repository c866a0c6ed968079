import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { long, untilWellUnderWay } from './long-experiment.ts'
import { newHost } from './new-host.ts'

describe('trash', () => {
  test('an experiment is out of sight, can be restored, and is gone with its files only when purged', async () => {
    const host = await newHost()
    const id = await host.create({ seeds: [1] })
    await host.ended(id)
    const list = async (trashed = false) =>
      (await host.call('experiments.list', { trashed })).experiments.map((experiment) => experiment.id)
    const filesOf = () => readdirSync(join(host.home, 'workbench.db-files/checkpoints'), { recursive: true })
    await host.call('experiments.trash', { ids: [id] })
    expect([await list(), await list(true)]).toEqual([[], [id]])
    await host.call('experiments.restore', { ids: [id] })
    expect(await list()).toEqual([id])
    expect(await host.call('experiments.purge', { ids: [id] })).toMatchObject({ ids: [] })
    await host.call('experiments.trash', { ids: [id] })
    expect(filesOf().filter((name) => String(name).endsWith('.safetensors'))).toHaveLength(4)
    const purged = await host.call('experiments.purge', { ids: [id] })
    expect(purged.ids).toEqual([id])
    expect(purged.bytesFreed).toBeGreaterThan(1000)
    expect(filesOf().filter((name) => String(name).endsWith('.safetensors'))).toEqual([])
    await expect(host.call('experiments.get', { id })).rejects.toThrow(/There is no experiment/)
  })

  test('what trains is stopped first', async () => {
    const host = await newHost()
    const id = await host.create({ ...long })
    await untilWellUnderWay(host, id)
    const { name } = await host.call('experiments.rename', { id, name: 'At work' })
    const { stopped } = await host.call('experiments.trash', { ids: [id] })
    expect(stopped).toEqual([name])
    await host.ended(id)
    expect((await host.call('experiments.get', { id })).runs.stopped).toBe(2)
    await expect(host.call('experiments.resume', { id })).rejects.toThrow(/in the trash/)
  })
})
