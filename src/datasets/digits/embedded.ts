import type { DatasetInfo } from '../../domain/dataset.ts'
import type { Dataset } from '../dataset.ts'
import { generateSplit } from './generate-split.ts'
import { PARAMETERS } from './parameters.ts'
import { SIDE } from './render.ts'

/** The embedded data set. The digest is pinned: a change of the generator is a new data set and must change it. */
export const digitsInfo: DatasetInfo = {
  name: 'digits',
  digest: 'f82de8a26d82a950160a31c4431a4bd97d7344b6d5a18c71c109b5686b8eae1f',
  trainCount: PARAMETERS.train.count,
  testCount: PARAMETERS.test.count,
  height: SIDE,
  width: SIDE,
  classes: 10,
}

/** Draws the whole embedded set, about three seconds on one core. */
export async function generateDigits(onProgress?: (done: number, total: number) => void): Promise<Dataset> {
  const total = digitsInfo.trainCount + digitsInfo.testCount
  const train = await generateSplit('train', { onProgress: (done) => onProgress?.(done, total) })
  const test = await generateSplit('test', {
    onProgress: (done) => onProgress?.(digitsInfo.trainCount + done, total),
  })
  return { info: digitsInfo, train, test }
}
