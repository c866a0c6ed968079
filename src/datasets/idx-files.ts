import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { ImageSet } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { parseIdxImages, parseIdxLabels } from './idx.ts'

/** What one file may unpack to: MNIST's largest is 47 MB; a bomb ends here. */
const LARGEST_FILE = 2 ** 30

/** The paths of a data set in the four files that MNIST made customary, each raw or gzip. */
export type IdxFiles = { trainImages: string; trainLabels: string; testImages: string; testLabels: string }

/**
 * Reads images and their labels from two IDX files, raw or gzip (told by its first bytes, not by the name).
 * @throws DatasetError naming the file, the field, what was found and what is allowed
 */
export async function readIdxSplit(
  imagesFile: string,
  labelsFile: string,
  classes: number,
): Promise<ImageSet> {
  const images = parseIdxImages(await readRaw(imagesFile), imagesFile)
  const labels = parseIdxLabels(await readRaw(labelsFile), labelsFile, classes)
  if (labels.length !== images.count) {
    const counts = `label count is ${labels.length}; ${imagesFile} holds ${images.count} images`
    throw new DatasetError('bad-input', `${labelsFile}: ${counts}, and the two must be equal`)
  }
  return { ...images, labels }
}

/**
 * Reads both halves of a data set, whose images must have one size.
 * @throws DatasetError naming the file, the field, what was found and what is allowed
 */
export async function readIdxDataset(
  files: IdxFiles,
  classes: number,
): Promise<{ train: ImageSet; test: ImageSet }> {
  const train = await readIdxSplit(files.trainImages, files.trainLabels, classes)
  const test = await readIdxSplit(files.testImages, files.testLabels, classes)
  if (test.height !== train.height || test.width !== train.width) {
    const sizes = `images are ${test.height} × ${test.width}; those of ${files.trainImages} are`
    const problem = `${sizes} ${train.height} × ${train.width}, and the two must be equal`
    throw new DatasetError('bad-input', `${files.testImages}: ${problem}`)
  }
  return { train, test }
}

async function readRaw(file: string): Promise<Uint8Array> {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new DatasetError('bad-input', `${file}: cannot be read: ${(error as Error).message}`)
  })
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
