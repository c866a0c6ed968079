import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { encodeIdx } from '../../src/datasets/idx.ts'
import { readIdxDataset, readIdxSplit } from '../../src/datasets/idx-files.ts'
import { isWithoutMnist, mnistFiles, WITHOUT_MNIST } from '../mnist.ts'
import { emptyFolder, writeSmallSet } from './small-set.ts'

const images = encodeIdx(
  [2, 3, 2],
  Uint8Array.from({ length: 12 }, (_, i) => 20 * i),
)
const labels = encodeIdx([2], Uint8Array.of(4, 9))

/** Writes both files and reads them back as one half of a data set. */
async function readBack(imageBytes: Uint8Array, labelBytes: Uint8Array, classes = 10) {
  const folder = emptyFolder()
  const [imagesFile, labelsFile] = [join(folder, 'images'), join(folder, 'labels')]
  writeFileSync(imagesFile, imageBytes)
  writeFileSync(labelsFile, labelBytes)
  return await readIdxSplit(imagesFile, labelsFile, classes)
}

/** A copy with one byte set. */
function withByte(bytes: Uint8Array, index: number, value: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[index] = value
  return copy
}

describe('good files', () => {
  test.each([
    ['raw', images, labels],
    ['gzip, told by its content and not by its name', gzipSync(images), gzipSync(labels)],
    ['one raw and one gzip', images, gzipSync(labels)],
  ])('%s', async (_, imageBytes, labelBytes) => {
    const set = await readBack(imageBytes, labelBytes)
    expect(set).toMatchObject({ count: 2, height: 3, width: 2 })
    expect([...set.images]).toEqual(Array.from({ length: 12 }, (_, i) => 20 * i))
    expect([...set.labels]).toEqual([4, 9])
  })

  test.skipIf(isWithoutMnist)(`the real MNIST is read as published (${WITHOUT_MNIST})`, async () => {
    const { train, test: held } = await readIdxDataset(mnistFiles(), 10)
    expect(train).toMatchObject({ count: 60_000, height: 28, width: 28 })
    expect(held).toMatchObject({ count: 10_000, height: 28, width: 28 })
    expect([...train.labels.subarray(0, 8)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3])
    const mean = train.images.reduce((sum, value) => sum + value, 0) / train.images.length / 255
    expect(mean).toBeCloseTo(0.1307, 4)
  })
})

const bad: [what: string, images: Uint8Array, labels: Uint8Array, message: string][] = [
  ['an empty file', new Uint8Array(0), labels, 'images: the file is empty; expected an IDX file'],
  [
    'a file of another kind',
    new TextEncoder().encode('label,pixel0,pixel1\n'),
    labels,
    'images: magic number is 0x6c616265; expected 0x00000803: this is no IDX file',
  ],
  [
    'float images',
    withByte(images, 2, 0x0d),
    labels,
    'images: magic number is 0x00000d03; expected 0x00000803: the values must be unsigned bytes (type 0x08)',
  ],
  [
    'labels in the place of images',
    labels,
    labels,
    'images: magic number is 0x00000801; expected 0x00000803: images have 3 dimension(s)',
  ],
  [
    'images in the place of labels',
    images,
    images,
    'labels: magic number is 0x00000803; expected 0x00000801: labels have 1 dimension(s)',
  ],
  ['a header cut short', images.subarray(0, 9), labels, 'images: the header is 9 bytes long; 16 are needed'],
  [
    'a magic number cut short',
    images.subarray(0, 3),
    labels,
    'images: the header is 3 bytes long; 16 are needed',
  ],
  [
    'no images',
    encodeIdx([0, 3, 2], new Uint8Array(0)),
    labels,
    'images: image count is 0; allowed: 1 to 4294967295',
  ],
  [
    'no labels',
    images,
    encodeIdx([0], new Uint8Array(0)),
    'labels: label count is 0; allowed: 1 to 4294967295',
  ],
  ['images without height', withByte(images, 11, 0), labels, 'images: height is 0; allowed: 1 to 256'],
  ['images too wide', withByte(images, 14, 8), labels, 'images: width is 2050; allowed: 1 to 256'],
  [
    'images cut short',
    images.subarray(0, -1),
    labels,
    'images: the file is cut short: 11 bytes follow the header; 2 × 3 × 2 = 12 are expected',
  ],
  [
    'images followed by more',
    new Uint8Array([...images, 0]),
    labels,
    'images: the file is too long: 13 bytes follow the header; 2 × 3 × 2 = 12 are expected',
  ],
  [
    'labels cut short',
    images,
    labels.subarray(0, -1),
    'labels: the file is cut short: 1 bytes follow the header; 2 = 2 are expected',
  ],
  [
    'fewer labels than images',
    images,
    encodeIdx([1], Uint8Array.of(4)),
    'labels: label count is 1; FOLDER/images holds 2 images, and the two must be equal',
  ],
  [
    'a label out of range',
    images,
    withByte(labels, 9, 10),
    'labels: label 1 (counted from 0) is 10; allowed: 0 to 9',
  ],
  [
    'a damaged gzip file',
    withByte(gzipSync(images), gzipSync(images).length - 6, 1),
    labels,
    'images: is a damaged gzip file: incorrect data check',
  ],
  [
    'a gzip file cut short',
    gzipSync(images).subarray(0, -9),
    labels,
    'images: is a damaged gzip file: unexpected end of file',
  ],
]

describe('bad files', () => {
  test.each(bad)('%s', async (_, imageBytes, labelBytes, message) => {
    const error = await readBack(imageBytes, labelBytes).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    )
    expect(error).toMatchObject({ name: 'DatasetError', code: 'bad-input' })
    const folder = /^(.*)\/(?:images|labels): /.exec(error!.message)![1]!
    expect(error!.message.replaceAll(folder, 'FOLDER')).toBe(`FOLDER/${message}`)
  })

  test('a missing file', async () => {
    const files = writeSmallSet(emptyFolder())
    await expect(readIdxDataset({ ...files, testLabels: '/nowhere/labels' }, 10)).rejects.toThrow(
      /^\/nowhere\/labels: cannot be read: ENOENT/,
    )
  })

  test('test images of another size than the training images', async () => {
    const files = writeSmallSet(emptyFolder())
    writeFileSync(files.testImages, encodeIdx([2, 2, 2], new Uint8Array(8)))
    await expect(readIdxDataset(files, 10)).rejects.toThrow(
      `${files.testImages}: images are 2 × 2; those of ${files.trainImages} are 3 × 2, and the two must be equal`,
    )
  })

  test('a label is judged by the number of classes that the data set has', async () => {
    await expect(readBack(images, labels, 9)).rejects.toThrow(
      'label 1 (counted from 0) is 9; allowed: 0 to 8',
    )
  })
})
