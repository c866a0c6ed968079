import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importDataset } from '../../src/datasets/catalog.ts'
import { encodeIdx } from '../../src/datasets/idx.ts'
import type { ImageSet } from '../../src/datasets/dataset.ts'
import { barsDataset } from './bars-dataset.ts'

/** A new home folder with the data set "bars" in its library. */
export async function barsHome(): Promise<string> {
  const home = mkdtempSync(join(tmpdir(), 'bnw-home-'))
  const { train, test } = barsDataset()
  await importDataset(home, 'bars', { ...idxFiles(home, 'train', train), ...idxFiles(home, 'test', test) })
  return home
}

type Half<H extends string> = Record<`${H}Images` | `${H}Labels`, string>

function idxFiles<H extends string>(
  folder: string,
  half: H,
  { images, labels, count, height, width }: ImageSet,
) {
  const [imagesFile, labelsFile] = [join(folder, `${half}-images`), join(folder, `${half}-labels`)]
  writeFileSync(imagesFile, encodeIdx([count, height, width], images))
  writeFileSync(labelsFile, encodeIdx([count], labels))
  return { [`${half}Images`]: imagesFile, [`${half}Labels`]: labelsFile } as Half<H>
}
