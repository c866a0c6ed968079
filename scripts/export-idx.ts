/** Writes the embedded digits as four IDX files under MNIST's names: `node scripts/export-idx.ts FOLDER`. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateDigits } from '../src/datasets/digits/embedded.ts'
import { encodeIdx } from '../src/datasets/idx.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: node scripts/export-idx.ts FOLDER')
await mkdir(folder, { recursive: true })
const { train, test } = await generateDigits()
for (const [prefix, set] of Object.entries({ train, t10k: test })) {
  const images = encodeIdx([set.count, set.height, set.width], set.images)
  await writeFile(join(folder, `${prefix}-images-idx3-ubyte`), images)
  await writeFile(join(folder, `${prefix}-labels-idx1-ubyte`), encodeIdx([set.count], set.labels))
}
