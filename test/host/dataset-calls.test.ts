import { readFileSync } from 'node:fs'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { emptyFolder, writeSmallSet } from '../datasets/small-set.ts'
import { barsDataset } from './bars-dataset.ts'
import { heard, newHost } from './host-of-test.ts'

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
