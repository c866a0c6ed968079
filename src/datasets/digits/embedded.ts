import type { DatasetInfo } from '../../domain/dataset.ts'
import type { Dataset } from '../dataset.ts'
import { generateSplit } from './generate-split.ts'
import { PARAMETERS } from './parameters.ts'
import { SIDE } from './render.ts'

/** The embedded data set. The digest is pinned: a change of the generator is a new data set and must change it. */
export const digitsInfo: DatasetInfo = {
  name: 'digits',
  digest: '3752d17d922b600c6a6e0e4222a6b364c6f54e2de9fc2d6f319ad8ce80a5d407',
  trainCount: PARAMETERS.train.count,
  testCount: PARAMETERS.test.count,
  height: SIDE,
  width: SIDE,
  classes: 10,
}

/** Draws the whole embedded set, about three seconds on one core. */
export function generateDigits(onProgress?: (done: number, total: number) => void): Dataset {
  const total = digitsInfo.trainCount + digitsInfo.testCount
  const train = generateSplit('train', { onProgress: (done) => onProgress?.(done, total) })
  const test = generateSplit('test', {
    onProgress: (done) => onProgress?.(digitsInfo.trainCount + done, total),
  })
  return { info: digitsInfo, train, test }
}
