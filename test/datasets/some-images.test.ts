import { truncateSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeDataset, findDataset, importDataset } from '../../src/datasets/catalog.ts'
import { classNamesOf } from '../../src/datasets/class-names.ts'
import { digitsInfo } from '../../src/datasets/digits/embedded.ts'
import {
  countsOf,
  positionsInTurn,
  positionsOf,
  readImages,
  readLabels,
} from '../../src/datasets/some-images.ts'
import { emptyFolder, writeSmallSet } from './small-set.ts'

const labels = Uint8Array.of(2, 0, 2, 1, 2, 0)

test('classes take turns, each in its own order, until all have come once', () => {
  expect([...positionsInTurn(labels, 4)]).toEqual([1, 3, 0, 5, 2, 4])
  expect([...positionsOf(labels, 2)]).toEqual([0, 2, 4])
  expect([...positionsOf(labels, 3)]).toEqual([])
  expect([...countsOf(labels, 4)]).toEqual([2, 1, 3, 0])
})

test('single images are read from where they stand', async () => {
  const home = emptyFolder()
  const { folder, info } = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
  expect([...(await readLabels(folder, 'train', info))]).toEqual([0, 1, 2, 9])
  const pixels = await readImages(folder, 'train', Int32Array.of(3, 0), info)
  expect([...pixels]).toEqual([...[25, 26, 27, 28, 29, 30], ...[7, 8, 9, 10, 11, 12]])
  expect(await readImages(folder, 'train', Int32Array.of(4), info).catch(String)).toMatch(/is cut short/)
  truncateSync(join(folder, 'test-images.idx'), 20)
  await expect(readImages(folder, 'test', Int32Array.of(0), info)).rejects.toMatchObject({
    code: 'bad-input',
  })
})

test('a data set is described without being made or checked', async () => {
  const home = emptyFolder()
  expect(await describeDataset(home, 'digits')).toEqual(digitsInfo)
  await expect(describeDataset(home, 'nothing')).rejects.toThrow('there is no data set "nothing"')
  await expect(describeDataset(home, '../up')).rejects.toThrow('data set name is "../up"')
  const { folder, info } = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
  truncateSync(join(folder, 'train-images.idx'), 20)
  expect(await describeDataset(home, 'small')).toEqual(info)
  expect(await findDataset('small', { home })).toEqual({ folder, info })
})

test('classes are numbers, but those of Fashion-MNIST have names', () => {
  expect(classNamesOf({ ...digitsInfo, classes: 3 })).toEqual(['0', '1', '2'])
  expect(classNamesOf({ ...digitsInfo, name: 'fashion-mnist' }).at(-1)).toBe('Ankle boot')
})
