import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeIdx } from '../../src/datasets/idx.ts'
import type { IdxFiles } from '../../src/datasets/idx-files.ts'

/** A new empty folder; the system clears it. */
export const emptyFolder = () => mkdtempSync(join(tmpdir(), 'bnw-datasets-'))

/** A data set of a few images of 3 × 2 pixels; `shade` makes one set differ from another. */
export function writeSmallSet(folder: string, shade = 7): IdxFiles {
  const write = (name: string, dimensions: number[], values: number[]) => {
    const file = join(folder, name)
    writeFileSync(file, encodeIdx(dimensions, Uint8Array.from(values)))
    return file
  }
  return {
    trainImages: write(
      'train-images',
      [4, 3, 2],
      Array.from({ length: 24 }, (_, i) => i + shade),
    ),
    trainLabels: write('train-labels', [4], [0, 1, 2, 9]),
    testImages: write(
      'test-images',
      [2, 3, 2],
      Array.from({ length: 12 }, (_, i) => 100 + i),
    ),
    testLabels: write('test-labels', [2], [3, 9]),
  }
}
