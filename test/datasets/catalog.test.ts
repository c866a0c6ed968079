import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { importDataset, listDatasets, openDataset, removeDataset } from '../../src/datasets/catalog.ts'
import { digitsInfo } from '../../src/datasets/digits/embedded.ts'
import { isIntact, readDataset } from '../../src/datasets/prepared.ts'
import { isWithoutMnist, mnistFiles, WITHOUT_MNIST } from '../mnist.ts'
import { emptyFolder, writeSmallSet } from './small-set.ts'

/** Changes one byte in the middle of a file. */
function damage(file: string): void {
  const bytes = readFileSync(file)
  const middle = bytes.length >> 1
  bytes[middle] = bytes[middle]! ^ 1
  writeFileSync(file, bytes)
}

const leftovers = (home: string) =>
  readdirSync(join(home, 'datasets')).filter((name) => name.startsWith('.part'))

describe('imported sets', () => {
  test('are read back as they were given, by name', async () => {
    const home = emptyFolder()
    const imported = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
    expect(imported.info).toMatchObject({
      name: 'small',
      trainCount: 4,
      testCount: 2,
      height: 3,
      width: 2,
      classes: 10,
    })
    expect(imported.folder).toBe(join(home, 'datasets', imported.info.digest))
    expect(await openDataset('small', { home })).toEqual(imported)
    const { info, train, test: held } = readDataset(imported.folder)
    expect(info).toEqual(imported.info)
    expect([...train.images]).toEqual(Array.from({ length: 24 }, (_, i) => i + 7))
    expect([...held.labels]).toEqual([3, 9])
    expect(leftovers(home)).toEqual([])
  })

  test('have a name only once they are there, so that an import that is cut short names nothing', async () => {
    const files = writeSmallSet(emptyFolder())
    const { digest } = (await importDataset(emptyFolder(), 'small', files)).info
    const home = emptyFolder()
    const importing = importDataset(home, 'small', files)
    while (!existsSync(join(home, 'datasets', 'names', 'small.json'))) await setImmediate()
    expect(isIntact(join(home, 'datasets', digest), digest)).toBe(true)
    await importing
  })

  test('come as paths or as bytes, raw or gzip, and messages name what came as bytes', async () => {
    const files = writeSmallSet(emptyFolder())
    const fromPaths = await importDataset(emptyFolder(), 'small', files)
    const bytes = {
      ...files,
      trainImages: new Uint8Array(readFileSync(files.trainImages)),
      testLabels: gzipSync(readFileSync(files.testLabels)),
    }
    expect((await importDataset(emptyFolder(), 'small', bytes)).info).toEqual(fromPaths.info)
    const cut = { ...bytes, trainImages: bytes.trainImages.subarray(0, 20) }
    await expect(importDataset(emptyFolder(), 'small', cut)).rejects.toThrow(
      'the training images: the file is cut short',
    )
    const mixed = { ...bytes, trainLabels: bytes.testLabels }
    await expect(importDataset(emptyFolder(), 'small', mixed)).rejects.toThrow(
      'the training labels: label count is 2; the training images holds 4 images',
    )
  })

  test('the same content under a second name shares one folder', async () => {
    const home = emptyFolder()
    const first = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
    const again = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
    const second = await importDataset(home, 'same', writeSmallSet(emptyFolder()))
    expect(again).toEqual(first)
    expect(second).toEqual({ folder: first.folder, info: { ...first.info, name: 'same' } })
  })

  test.skipIf(isWithoutMnist)(`the real MNIST is imported and opened (${WITHOUT_MNIST})`, async () => {
    const home = emptyFolder()
    const imported = await importDataset(home, 'mnist', mnistFiles())
    expect(imported.info).toMatchObject({ trainCount: 60_000, testCount: 10_000, classes: 10 })
    expect(await openDataset('mnist', { home })).toEqual(imported)
    rmSync(home, { recursive: true })
  })

  test('a name that stands for another content is refused, and still stands for it', async () => {
    const home = emptyFolder()
    const first = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
    await expect(importDataset(home, 'small', writeSmallSet(emptyFolder(), 8))).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^data set name "small" already names other images and labels/,
      ) as string,
    })
    expect(await openDataset('small', { home })).toEqual(first)
  })

  test('the embedded name is reserved', async () => {
    const files = writeSmallSet(emptyFolder())
    await expect(importDataset(emptyFolder(), 'digits', files)).rejects.toThrow(
      'data set name "digits" is the embedded set\'s',
    )
  })

  test.each(['', 'My Set', '../up', 'UPPER', '-dash', 'a'.repeat(41), 'dot.json'])(
    'the name %j is malformed',
    async (name) => {
      const files = writeSmallSet(emptyFolder())
      const message = `data set name is "${name}"; allowed: 1 to 40 of a–z, 0–9 and -`
      await expect(importDataset(emptyFolder(), name, files)).rejects.toThrow(message)
      await expect(openDataset(name, { home: emptyFolder() })).rejects.toThrow(message)
    },
  )

  test.each([1, 2.5, 257])('%d classes are refused', async (classes) => {
    const files = writeSmallSet(emptyFolder())
    await expect(importDataset(emptyFolder(), 'small', files, { classes })).rejects.toThrow(
      `classes is ${classes}; allowed: 2 to 256`,
    )
  })

  test('a bad file leaves neither name nor folder behind', async () => {
    const home = emptyFolder()
    const files = writeSmallSet(emptyFolder())
    truncateSync(files.testLabels, 9)
    await expect(importDataset(home, 'small', files)).rejects.toThrow('is cut short')
    expect(readdirSync(home)).toEqual([])
  })

  test('an unknown name is answered with the known ones', async () => {
    const home = emptyFolder()
    await importDataset(home, 'small', writeSmallSet(emptyFolder()))
    await expect(openDataset('mnist', { home })).rejects.toMatchObject({
      code: 'not-found',
      message: 'there is no data set "mnist"; known: digits, small',
    })
  })

  test.each(['train-images.idx', 'test-labels.idx', 'info.json'])(
    'a damaged %s is reported',
    async (file) => {
      const home = emptyFolder()
      const { folder } = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
      damage(join(folder, file))
      await expect(openDataset('small', { home })).rejects.toThrow(
        `${folder}: is damaged or missing; remove the data set "small" and import it again`,
      )
      await removeDataset(home, 'small')
      await importDataset(home, 'small', writeSmallSet(emptyFolder()))
      expect((await openDataset('small', { home })).folder).toBe(folder)
    },
  )

  test('a trainer that reads a folder notices a file that is cut short or missing', async () => {
    const { folder } = await importDataset(emptyFolder(), 'small', writeSmallSet(emptyFolder()))
    const file = join(folder, 'train-images.idx')
    truncateSync(file, 20)
    expect(() => readDataset(folder)).toThrow(`${file}: the file is cut short`)
    rmSync(file)
    expect(() => readDataset(folder)).toThrow(`${file} is not there any more`)
  })

  test('are listed by name after the embedded set, and gone when removed', async () => {
    const home = emptyFolder()
    const small = await importDataset(home, 'small', writeSmallSet(emptyFolder()))
    const other = await importDataset(home, 'other', writeSmallSet(emptyFolder(), 8))
    expect(await listDatasets(home)).toEqual([digitsInfo, other.info, small.info])
    await removeDataset(home, 'small')
    expect(await listDatasets(home)).toEqual([digitsInfo, other.info])
    expect(readdirSync(join(home, 'datasets')).sort()).toEqual([other.info.digest, 'names'].sort())
    await expect(removeDataset(home, 'small')).rejects.toThrow(
      'there is no data set "small"; known: digits, other',
    )
    await expect(removeDataset(home, 'digits')).rejects.toThrow('"digits" is embedded and cannot be removed')
  })

  test('files stay as long as one name stands for them', async () => {
    const home = emptyFolder()
    const { folder, info } = await importDataset(home, 'one', writeSmallSet(emptyFolder()))
    await importDataset(home, 'two', writeSmallSet(emptyFolder()))
    await removeDataset(home, 'one')
    expect(await openDataset('two', { home })).toEqual({ folder, info: { ...info, name: 'two' } })
  })

  test('many importers at once end with one intact set', async () => {
    const home = emptyFolder()
    const files = writeSmallSet(emptyFolder())
    const opened = await Promise.all(Array.from({ length: 8 }, () => importDataset(home, 'small', files)))
    const { folder, info } = opened[0]!
    for (const one of opened) expect(one.folder).toBe(folder)
    expect(isIntact(folder, info.digest)).toBe(true)
    expect(leftovers(home)).toEqual([])
  })
})
