import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { TestContext } from 'vitest'
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

/** MNIST's files for this test; without them the test is skipped with a note, or fails under BNW_REQUIRE_MNIST=1. */
export function needMnist(context: TestContext): IdxFiles {
  const files = findMnist()
  if (files) return files
  const note = `MNIST's four IDX files are not in ${mnistFolder}; set BNW_MNIST to their folder`
  if (process.env.BNW_REQUIRE_MNIST === '1') throw new Error(note)
  return context.skip(note) // Reason: the files are others' and large, so not in the repository; `.ci/run` demands them.
}
