import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readIdxDataset } from '../../src/datasets/idx-files.ts'
import { writePrepared } from '../../src/datasets/prepared.ts'
import type { IdxFiles } from '../../src/datasets/idx-files.ts'
import type { DatasetInfo } from '../../src/domain/dataset.ts'
import { findMnist, mnistFolder } from '../mnist.ts'

/** MNIST prepared as a trainer reads it, in a temporary folder. */
export type BenchData = { info: DatasetInfo; folder: string; files: IdxFiles; remove: () => void }

export async function prepareMnist(): Promise<BenchData> {
  const files = findMnist()
  if (!files)
    throw new Error(`MNIST's four IDX files are not in ${mnistFolder}: set BNW_MNIST to their folder.`)
  const { train, test } = await readIdxDataset(files, 10)
  const home = mkdtempSync(join(tmpdir(), 'bnw-bench-'))
  const info = {
    name: 'mnist',
    digest: 'mnist',
    trainCount: train.count,
    testCount: test.count,
    height: train.height,
    width: train.width,
    classes: 10,
  }
  const folder = await writePrepared(home, { info, train, test })
  return { info, folder, files, remove: () => rmSync(home, { recursive: true }) }
}
