import { createHash } from 'node:crypto'
import type { ImageSet } from './dataset.ts'

/**
 * What a data set is known by: SHA-256 (hexadecimal) over a line with its sizes and classes, then the bytes of the
 * training images, training labels, test images and test labels. The name is not part of it.
 */
export function contentDigest(train: ImageSet, test: ImageSet, classes: number): string {
  const hash = createHash('sha256')
  hash.update(`${train.count} ${test.count} ${train.height} ${train.width} ${classes}\n`)
  for (const half of [train, test]) hash.update(half.images).update(half.labels)
  return hash.digest('hex')
}
