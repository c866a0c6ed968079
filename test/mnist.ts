import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { IdxFiles } from '../src/datasets/idx-files.ts'

/** Where the real MNIST is looked for: BNW_MNIST, or beside the repository. */
export const mnistFolder = resolve(
  process.env.BNW_MNIST ?? join(import.meta.dirname, '../../shared/data/mnist'),
)

/** MNIST's four files, raw or gzip, or undefined when one is missing. */
export function findMnist(): IdxFiles | undefined {
  const find = (name: string) => [name, `${name}.gz`].map((file) => join(mnistFolder, file)).find(existsSync)
  const trainImages = find('train-images-idx3-ubyte')
  const trainLabels = find('train-labels-idx1-ubyte')
  const testImages = find('t10k-images-idx3-ubyte')
  const testLabels = find('t10k-labels-idx1-ubyte')
  if (!trainImages || !trainLabels || !testImages || !testLabels) return undefined
  return { trainImages, trainLabels, testImages, testLabels }
}

/** Whether tests of the real MNIST have nothing to run on; under BNW_REQUIRE_MNIST=1 they run, and say what is missing. */
export const isWithoutMnist = findMnist() === undefined && process.env.BNW_REQUIRE_MNIST !== '1'

/** For the names of those tests. */
export const WITHOUT_MNIST = 'skipped without the four IDX files of MNIST in the folder that BNW_MNIST names'

/** @throws Error where one of MNIST's files is missing */
export function mnistFiles(): IdxFiles {
  const files = findMnist()
  if (files === undefined)
    throw new Error(`MNIST's four IDX files are not in ${mnistFolder}; set BNW_MNIST to their folder`)
  return files
}
