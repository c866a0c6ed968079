import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { DOWNLOAD_SOURCES } from '../../src/datasets/download-sources.ts'
import { DOWNLOADABLE } from '../../src/domain/dataset.ts'
import { isWithoutMnist, mnistFiles, WITHOUT_MNIST } from '../mnist.ts'

test('each data set has more than one mirror, and four files with a SHA-256 each', () => {
  expect(DOWNLOAD_SOURCES.map(({ name }) => name)).toEqual(DOWNLOADABLE)
  for (const { mirrors, files } of DOWNLOAD_SOURCES) {
    expect(mirrors.length).toBeGreaterThan(1)
    for (const mirror of mirrors) expect(new URL(mirror).pathname).toMatch(/\/$/)
    const all = Object.values(files)
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(4)
    for (const { sha256, bytes } of all) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/)
      expect(bytes).toBeGreaterThan(4000)
    }
  }
})

test.skipIf(isWithoutMnist)(`the sizes and hashes of MNIST are those of its files (${WITHOUT_MNIST})`, () => {
  const found = Object.entries(mnistFiles())
  const { files } = DOWNLOAD_SOURCES[0]!
  let compared = 0
  for (const [which, path] of found) {
    const { file, bytes, sha256 } = files[which as keyof typeof files]
    const content = readFileSync(path)
    // A copy that was packed again has another size.
    if (basename(path) !== file || content.length !== bytes) continue
    expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
    compared++
  }
  expect(compared).toBeGreaterThan(0)
})
