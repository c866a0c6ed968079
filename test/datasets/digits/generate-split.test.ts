import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { contentDigest } from '../../../src/datasets/content-digest.ts'
import type { Dataset, ImageSet } from '../../../src/datasets/dataset.ts'
import { digitsInfo, generateDigits } from '../../../src/datasets/digits/embedded.ts'
import { generateSplit } from '../../../src/datasets/digits/generate-split.ts'
import { PARAMETERS } from '../../../src/datasets/digits/parameters.ts'
import { createWriter } from '../../../src/datasets/digits/writer.ts'

const PIXELS = 28 * 28
const imageOf = ({ images }: ImageSet, i: number) => images.subarray(i * PIXELS, (i + 1) * PIXELS)
const prefix = (set: ImageSet, count: number): ImageSet => ({
  ...set,
  images: set.images.subarray(0, count * PIXELS),
  labels: set.labels.subarray(0, count),
  count,
})

describe('the embedded digits', () => {
  let whole: Dataset
  const reports: [done: number, total: number][] = []
  beforeAll(async () => {
    whole = await generateDigits((done, total) => reports.push([done, total]))
  })

  test('are the same bytes as ever', () => {
    const { train, test: held } = whole
    expect(contentDigest(prefix(train, 200), prefix(held, 200), 10)).toBe(
      '6c9752b342f7f568865b0a5694060c10414a628883e06a7b3126f5242005d5df',
    )
    expect(contentDigest(train, held, 10)).toBe(digitsInfo.digest)
    expect(digitsInfo.digest).toBe('f82de8a26d82a950160a31c4431a4bd97d7344b6d5a18c71c109b5686b8eae1f')
  })

  test('are as many as the catalog says', () => {
    expect(whole.train).toMatchObject({ count: 20_000, height: 28, width: 28 })
    expect(whole.test).toMatchObject({ count: 10_000, height: 28, width: 28 })
    expect(whole.train.images).toHaveLength(20_000 * PIXELS)
  })

  test.each(['train', 'test'] as const)('a smaller count of %s is a prefix', async (split) => {
    for (const count of [1, 7, 30]) {
      expect(await generateSplit(split, { count })).toEqual(prefix(whole[split], count))
    }
  })

  test('another seed is another set', async () => {
    const other = await generateSplit('train', { count: 30, seed: 1 })
    expect(other.images).not.toEqual(prefix(whole.train, 30).images)
  })

  test.each(['train', 'test'] as const)('every ten images of %s hold each digit once', (split) => {
    const { labels, count } = whole[split]
    for (let i = 0; i < count; i += 10) {
      expect([...labels.subarray(i, i + 10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    }
  })

  test('have ink, and none on the outermost pixels', () => {
    for (const set of [whole.train, whole.test]) {
      for (let i = 0; i < set.count; i++) {
        const image = imageOf(set, i)
        const share = image.reduce((sum, value) => sum + value, 0) / (255 * PIXELS)
        if (share < 0.015 || share > 0.45) expect.fail(`image ${i}: share of ink ${share}`)
        for (let k = 0; k < 28; k++) {
          const border = image[k]! + image[27 * 28 + k]! + image[28 * k]! + image[28 * k + 27]!
          if (border > 0) expect.fail(`image ${i}: ink on the border, at ${k}`)
        }
      }
    }
  })

  test('no image occurs twice, in training and test together', () => {
    const seen = new Set<string>()
    for (const set of [whole.train, whole.test]) {
      for (let i = 0; i < set.count; i++) seen.add(Buffer.from(imageOf(set, i)).toString('latin1'))
    }
    expect(seen.size).toBe(30_000)
  })

  test('progress grows to the total', () => {
    expect(reports.at(-1)).toEqual([30_000, 30_000])
    for (let i = 1; i < reports.length; i++) expect(reports[i]![0]).toBeGreaterThan(reports[i - 1]![0])
  })

  // Figures of MNIST's first 20,000 training images, computed by the same formulas: 33.55, 0.078, 17.14.
  test('have as much ink and as sharp edges as MNIST, within a tenth', () => {
    const { images } = whole.train
    let [sum, between, steps] = [0, 0, 0]
    for (let k = 0; k < images.length; k++) {
      const value = images[k]!
      sum += value
      if (value > 32 && value < 223) between++
      if (k % 28 > 0) steps += Math.abs(value - images[k - 1]!)
    }
    expect(Math.abs(sum / images.length / 33.55 - 1)).toBeLessThan(0.1)
    expect(Math.abs(between / images.length / 0.0781 - 1)).toBeLessThan(0.1)
    expect(Math.abs(steps / ((images.length * 27) / 28) / 17.14 - 1)).toBeLessThan(0.1)
  })
})

describe('writers', () => {
  test('of the test images write no training image', () => {
    const { train, test: held } = PARAMETERS
    expect(train.firstWriter + train.writers).toBeLessThanOrEqual(held.firstWriter)
    const hands = new Set<string>()
    for (const { firstWriter, writers } of [train, held]) {
      for (let id = firstWriter; id < firstWriter + writers; id++) {
        const { id: _, ...habits } = createWriter(PARAMETERS.seed, id)
        hands.add(JSON.stringify(habits))
      }
    }
    expect(hands.size).toBe(train.writers + held.writers)
  })
})

test('only arithmetic that every engine does alike is used', () => {
  const folder = join(import.meta.dirname, '../../../src/datasets/digits')
  const exact = ['abs', 'ceil', 'floor', 'max', 'min', 'sqrt']
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  expect(sources.length).toBeGreaterThan(15)
  for (const name of sources) {
    const text = readFileSync(join(folder, name), 'utf8')
    for (const [, called] of text.matchAll(/\bMath\.(\w+)/g)) expect(exact, name).toContain(called)
    expect(text, name).not.toMatch(/[\w)] \*\* |\.normal\(/)
  }
})
