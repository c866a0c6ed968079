import { expect, test } from 'vitest'
import { encodeIdx } from '../../src/datasets/idx.ts'
import { barsDataset } from './bars-dataset.ts'
import { newHost } from './new-host.ts'

test('a confirmation is a first look, alone, on seeds that no given experiment has', async () => {
  const host = await newHost()
  await host.call('queue.pause', {})
  const first = await host.create()
  const ask = (experimentIds: string[], purpose: 'more' | 'confirmation', seeds = 2) =>
    host.call('experiments.moreSeeds', { experimentIds, seeds, purpose })
  const more = await ask([first], 'more')
  expect(more).toMatchObject({ name: 'tiny, more seeds', looks: 2, runs: { queued: 8 } })
  const third = await ask([first, more.id], 'more', 3)
  expect(third).toMatchObject({ name: 'tiny, more seeds', looks: 3 })
  const confirmation = await ask([first, more.id, third.id], 'confirmation')
  expect(confirmation).toMatchObject({ name: 'tiny, confirmation', looks: 1 })
  const seedsOf = async (id: string) => (await host.call('experiments.get', { id })).spec.seeds
  expect(await Promise.all([more.id, third.id, confirmation.id].map(seedsOf))).toEqual([
    [4, 5],
    [6, 7, 8],
    [9, 10],
  ])
  expect(confirmation.notes).toMatch(/^A confirmation of “tiny” \(\w{16}\), “tiny, more seeds”/)
  // Asked for again from the first alone, they are none that was trained before, for whatever purpose.
  expect(await seedsOf((await ask([first], 'more')).id)).toEqual([11, 12])
})

test('a confirmation has no seed that an experiment of this design had, renamed, not given or in the trash', async () => {
  const host = await newHost()
  await host.call('queue.pause', {})
  const first = await host.create()
  const ask = (purpose: 'more' | 'confirmation') =>
    host.call('experiments.moreSeeds', { experimentIds: [first], seeds: 2, purpose })
  const more = await ask('more')
  const confirmation = await ask('confirmation')
  await host.call('experiments.rename', { id: confirmation.id, name: 'Kept for the thesis' })
  await host.call('experiments.stop', { id: more.id })
  await host.call('experiments.trash', { ids: [more.id] })
  const seedsOf = async (id: string) => (await host.call('experiments.get', { id })).spec.seeds
  expect(await seedsOf(confirmation.id)).toEqual([6, 7])
  expect(await seedsOf((await ask('confirmation')).id)).toEqual([8, 9])
  // Another design has seeds of its own.
  const other = await host.create({ name: 'other', batchSizes: [32] })
  const { id } = await host.call('experiments.moreSeeds', {
    ...{ experimentIds: [other], seeds: 2, purpose: 'more' },
  })
  expect(await seedsOf(id)).toEqual([4, 5])
})

test('experiments that differ in more than their seeds are given none together', async () => {
  const host = await newHost()
  await host.call('queue.pause', {})
  const ids = [await host.create(), await host.create({ name: 'other', batchSizes: [32] })]
  const asked = host.call('experiments.moreSeeds', { experimentIds: ids, seeds: 1, purpose: 'more' })
  await expect(asked).rejects.toThrow(/are of 2 designs \(“tiny”; “other”\)/)
  const unknown = host.call('experiments.moreSeeds', { experimentIds: ['gone'], seeds: 1, purpose: 'more' })
  await expect(unknown).rejects.toThrow(/There is no experiment gone/)
})

test('on data that is no longer what the runs were trained on, nothing is trained', async () => {
  const host = await newHost()
  await host.call('queue.pause', {})
  const id = await host.create()
  await host.call('experiments.stop', { id })
  await host.call('datasets.remove', { name: 'bars' })
  const { train, test } = barsDataset()
  train.images[0]! ^= 1
  const images = ({ count, height, width, images: pixels }: typeof train) =>
    new Uint8Array(encodeIdx([count, height, width], pixels))
  await host.call('datasets.import', {
    name: 'bars',
    ...{ trainImages: images(train), trainLabels: new Uint8Array(encodeIdx([train.count], train.labels)) },
    ...{ testImages: images(test), testLabels: new Uint8Array(encodeIdx([test.count], test.labels)) },
  })
  const asked = host.call('experiments.moreSeeds', { experimentIds: [id], seeds: 1, purpose: 'more' })
  await expect(asked).rejects.toThrow(/"bars" is not the one that these experiments were trained on/)
})
