import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { DatasetInfo } from '../domain/dataset.ts'
import { contentDigest } from './content-digest.ts'
import type { Dataset, ImageSet } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { encodeIdx, parseIdxImages, parseIdxLabels } from './idx.ts'

// A prepared data set is a folder named after its digest, so it is never changed, only made or removed.

const count = z.int().check(z.positive())
const Info = z.strictObject({
  name: z.string(),
  digest: z.string(),
  trainCount: count,
  testCount: count,
  height: count,
  width: count,
  classes: count,
})

/**
 * Reads a prepared data set: what a trainer calls. Sizes and labels are checked, the digest is not
 * (`isIntact` does that, before a folder is handed out).
 * @throws DatasetError when a file is missing, of another size, or damaged
 */
export function readDataset(folder: string): Dataset {
  const info = readInfo(folder)
  const train = readHalf(folder, 'train', info)
  const test = readHalf(folder, 'test', info)
  return { info, train, test }
}

/** Whether the folder holds the data set it is named after, bit for bit. */
export function isIntact(folder: string, digest: string): boolean {
  try {
    const { info, train, test } = readDataset(folder)
    return info.digest === digest && contentDigest(train, test, info.classes) === digest
  } catch {
    return false
  }
}

/**
 * Writes a data set to `<root>/<digest>` and answers that folder. The folder appears whole or not at all, and several
 * processes may write the same set at once: the first to finish wins, the others take what it made.
 */
export async function writePrepared(root: string, { info, train, test }: Dataset): Promise<string> {
  const folder = join(root, info.digest)
  await mkdir(root, { recursive: true })
  const part = await mkdtemp(join(root, '.part-'))
  try {
    await writeHalf(part, 'train', train)
    await writeHalf(part, 'test', test)
    await writeFile(join(part, 'info.json'), JSON.stringify(info, null, 2) + '\n')
    await moveInto(part, folder, info.digest)
  } finally {
    await rm(part, { recursive: true, force: true })
  }
  return folder
}

/** Renames onto the folder; a damaged one that is in the way is removed first, an intact one is kept. */
async function moveInto(part: string, folder: string, digest: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(part, folder)
      return
    } catch (error) {
      if (isIntact(folder, digest)) return
      if (attempt === 3) throw error
      await setAside(folder, `${part}-damaged`)
    }
  }
}

/** Moves before it removes, so that no other process meets a half-removed folder. */
async function setAside(folder: string, aside: string): Promise<void> {
  await rename(folder, aside).catch(() => undefined)
  await rm(aside, { recursive: true, force: true })
}

export type Half = 'train' | 'test'

async function writeHalf(folder: string, half: Half, set: ImageSet): Promise<void> {
  const images = encodeIdx([set.count, set.height, set.width], set.images)
  await writeFile(join(folder, `${half}-images.idx`), images)
  await writeFile(join(folder, `${half}-labels.idx`), encodeIdx([set.count], set.labels))
}

function readHalf(folder: string, half: Half, info: DatasetInfo): ImageSet {
  const imagesFile = join(folder, `${half}-images.idx`)
  const labelsFile = join(folder, `${half}-labels.idx`)
  const images = parseIdxImages(readBytes(imagesFile), imagesFile)
  const labels = parseIdxLabels(readBytes(labelsFile), labelsFile, info.classes)
  const found = [images.count, labels.length, images.height, images.width].join(', ')
  const expectedCount = half === 'train' ? info.trainCount : info.testCount
  const expected = [expectedCount, expectedCount, info.height, info.width].join(', ')
  if (found !== expected) {
    const problem = `images, labels, height and width are ${found}; info.json says ${expected}`
    throw new DatasetError('bad-input', `${imagesFile}: ${problem}`)
  }
  return { ...images, labels }
}

/** What a prepared folder says it holds. @throws DatasetError when it says nothing readable */
export function readInfo(folder: string): DatasetInfo {
  const file = join(folder, 'info.json')
  try {
    return z.parse(Info, JSON.parse(readBytes(file).toString('utf8')))
  } catch (error) {
    if (error instanceof DatasetError) throw error
    throw new DatasetError('bad-input', `${file}: is damaged: ${(error as Error).message}`)
  }
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new DatasetError(
        'not-found',
        `${file} is not there any more: import or download the data set again`,
      )
    throw new DatasetError('not-found', `${file}: cannot be read: ${(error as Error).message}`)
  }
}
