import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatasetInfo } from '../domain/dataset.ts'
import { DatasetError } from './dataset-error.ts'
import { HEADER_OF_IMAGES, parseIdxLabels } from './idx.ts'
import type { Half } from './prepared.ts'

/** The labels of one half of a prepared data set. @throws DatasetError when its file is missing or damaged */
export async function readLabels(folder: string, half: Half, { classes }: DatasetInfo): Promise<Uint8Array> {
  const file = join(folder, `${half}-labels.idx`)
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new DatasetError('not-found', `${file}: cannot be read: ${(error as Error).message}`)
  })
  return parseIdxLabels(bytes, file, classes)
}

/**
 * Some images of a prepared data set, one after another; nothing else is read.
 * @param positions where they stand in their half
 * @throws DatasetError when the file is missing or ends before one of them
 */
export async function readImages(
  folder: string,
  half: Half,
  positions: Int32Array,
  { height, width }: DatasetInfo,
): Promise<Uint8Array> {
  const file = join(folder, `${half}-images.idx`)
  const size = height * width
  const pixels = new Uint8Array(positions.length * size)
  const handle = await open(file).catch((error: unknown) => {
    throw new DatasetError('not-found', `${file}: cannot be read: ${(error as Error).message}`)
  })
  try {
    for (const [index, position] of positions.entries()) {
      const { bytesRead } = await handle.read(pixels, index * size, size, HEADER_OF_IMAGES + position * size)
      if (bytesRead < size) throw new DatasetError('bad-input', `${file}: the file is cut short`)
    }
  } finally {
    await handle.close()
  }
  return pixels
}

/** Where the images of one class stand among these labels. */
export function positionsOf(labels: Uint8Array, classIndex: number): Int32Array {
  return Int32Array.from([...labels.keys()].filter((position) => labels[position] === classIndex))
}

/** All positions so that the classes take turns: the first image of each, then the second of each, and so on. */
export function positionsInTurn(labels: Uint8Array, classes: number): Int32Array {
  const byClass = Array.from({ length: classes }, (_, index) => positionsOf(labels, index))
  const order = new Int32Array(labels.length)
  let at = 0
  for (let turn = 0; at < order.length; turn++) {
    for (const own of byClass) if (turn < own.length) order[at++] = own[turn]!
  }
  return order
}

/** How many labels there are of each class. */
export function countsOf(labels: Uint8Array, classes: number): Int32Array {
  const counts = new Int32Array(classes)
  for (const label of labels) counts[label]!++
  return counts
}
