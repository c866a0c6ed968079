import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { ImageSet } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { parseIdxImages, parseIdxLabels } from './idx.ts'

/** What one file may unpack to: MNIST's largest is 47 MB; a bomb ends here. */
const LARGEST_FILE = 2 ** 30

/** A file's path, or its bytes. */
export type IdxSource = string | Uint8Array

/** A data set in the four files that MNIST made customary, each raw or gzip. */
export type IdxFiles<Source extends IdxSource = string> = Record<
  'trainImages' | 'trainLabels' | 'testImages' | 'testLabels',
  Source
>

/** What error messages call a file that came as bytes. */
const names: IdxFiles = {
  trainImages: 'the training images',
  trainLabels: 'the training labels',
  testImages: 'the test images',
  testLabels: 'the test labels',
}

/** A source under the name that messages have for it. */
type Named = { name: string; source: IdxSource }

const named = (files: IdxFiles<IdxSource>, which: keyof IdxFiles): Named => {
  const source = files[which]
  return { name: typeof source === 'string' ? source : names[which], source }
}

/**
 * Reads images and their labels from two IDX files, raw or gzip (told by its first bytes, not by the name).
 * @throws DatasetError naming the file, the field, what was found and what is allowed
 */
export function readIdxSplit(imagesFile: string, labelsFile: string, classes: number): Promise<ImageSet> {
  return readSplit(
    { name: imagesFile, source: imagesFile },
    { name: labelsFile, source: labelsFile },
    classes,
  )
}

async function readSplit(imagesFile: Named, labelsFile: Named, classes: number): Promise<ImageSet> {
  const images = parseIdxImages(await readRaw(imagesFile), imagesFile.name)
  const labels = parseIdxLabels(await readRaw(labelsFile), labelsFile.name, classes)
  if (labels.length !== images.count) {
    const counts = `label count is ${labels.length}; ${imagesFile.name} holds ${images.count} images`
    throw new DatasetError('bad-input', `${labelsFile.name}: ${counts}, and the two must be equal`)
  }
  return { ...images, labels }
}

/**
 * Reads both halves of a data set, whose images must have one size.
 * @throws DatasetError naming the file, the field, what was found and what is allowed
 */
export async function readIdxDataset(
  files: IdxFiles<IdxSource>,
  classes: number,
): Promise<{ train: ImageSet; test: ImageSet }> {
  const trainImages = named(files, 'trainImages')
  const testImages = named(files, 'testImages')
  const train = await readSplit(trainImages, named(files, 'trainLabels'), classes)
  const test = await readSplit(testImages, named(files, 'testLabels'), classes)
  if (test.height !== train.height || test.width !== train.width) {
    const sizes = `images are ${test.height} × ${test.width}; those of ${trainImages.name} are`
    const problem = `${sizes} ${train.height} × ${train.width}, and the two must be equal`
    throw new DatasetError('bad-input', `${testImages.name}: ${problem}`)
  }
  return { train, test }
}

async function readRaw({ name: file, source }: Named): Promise<Uint8Array> {
  const bytes = typeof source === 'string' ? await readPath(source) : source
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  if (!isGzip) return bytes
  return await promisify(gunzip)(bytes, { maxOutputLength: LARGEST_FILE }).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException
    const tooLarge = code === 'ERR_BUFFER_TOO_LARGE'
    const problem = tooLarge
      ? `unpacks to more than ${LARGEST_FILE} bytes`
      : `is a damaged gzip file: ${message}`
    throw new DatasetError('bad-input', `${file}: ${problem}`)
  })
}

async function readPath(file: string): Promise<Uint8Array> {
  return await readFile(file).catch((error: unknown) => {
    throw new DatasetError('bad-input', `${file}: cannot be read: ${(error as Error).message}`)
  })
}
