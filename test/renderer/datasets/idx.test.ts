import { describe, expect, test } from 'vitest'
import { gzipSync } from 'node:zlib'
import { encodeIdx } from '../../../src/datasets/idx.ts'
import { readIdxHeader } from '../../../src/renderer/src/components/datasets/idx-header.ts'
import {
  recognizeFiles,
  roleProblems,
  type GivenFile,
} from '../../../src/renderer/src/components/datasets/idx-roles.ts'

const images = (count: number, side = 4) =>
  encodeIdx([count, side, side], new Uint8Array(count * side * side))
const labels = (count: number) => encodeIdx([count], new Uint8Array(count))
const blob = (bytes: Uint8Array) => new Blob([Uint8Array.from(bytes)])

async function given(name: string, bytes: Uint8Array): Promise<GivenFile<string>> {
  return { file: name, name, header: await readIdxHeader(blob(bytes)) }
}
async function placed(files: [string, Uint8Array][]) {
  const { roles, leftOut } = recognizeFiles(
    await Promise.all(files.map(([name, bytes]) => given(name, bytes))),
  )
  return {
    names: Object.fromEntries(Object.entries(roles).map(([role, { name }]) => [role, name])),
    roles,
    leftOut,
  }
}

describe('a header', () => {
  test('is read from plain and from gzipped files', async () => {
    const header = { kind: 'images', count: 7, height: 4, width: 4 }
    expect(await readIdxHeader(blob(images(7)))).toEqual(header)
    expect(await readIdxHeader(blob(gzipSync(images(7))))).toEqual(header)
    expect(await readIdxHeader(blob(labels(7)))).toMatchObject({ kind: 'labels', count: 7 })
  })

  test.each([
    ['an empty file', new Uint8Array()],
    ['text', new TextEncoder().encode('not images at all, but words')],
    ['gzip that is cut', gzipSync(images(500)).subarray(0, 12)],
  ])('is not found in %s', async (_, bytes) => {
    expect(await readIdxHeader(blob(bytes))).toBeNull()
  })
})

describe('four files', () => {
  const expected = {
    trainImages: 'train-images',
    trainLabels: 'train-labels',
    testImages: 't10k-images',
    testLabels: 't10k-labels',
  }

  test('are told apart by what is in them and by their names, in any order', async () => {
    const { names } = await placed([
      ['t10k-labels', labels(3)],
      ['train-labels', labels(3)],
      ['t10k-images', images(3)],
      ['train-images', images(3)],
    ])
    expect(names).toEqual(expected)
  })

  test('without telling names are told apart by size', async () => {
    const { names } = await placed([
      ['a', images(3)],
      ['b', images(9)],
      ['c', labels(9)],
      ['d', labels(3)],
    ])
    expect(names).toEqual({ trainImages: 'b', trainLabels: 'c', testImages: 'a', testLabels: 'd' })
  })

  test('may come one after another, and what is no IDX file is named', async () => {
    const first = recognizeFiles([await given('x', images(9))])
    const second = recognizeFiles(
      [await given('y', images(3)), await given('z.png', new Uint8Array(40))],
      first.roles,
    )
    expect(second.roles.trainImages?.name).toBe('x')
    expect(second.roles.testImages?.name).toBe('y')
    expect(second.leftOut).toEqual(['z.png is not an IDX file of images or labels (its first bytes say so).'])
  })

  test('that do not belong together are refused with both numbers', async () => {
    const { roles } = await placed([
      ['train-images', images(9)],
      ['train-labels', labels(8)],
      ['test-images', images(3, 5)],
    ])
    expect(roleProblems(roles)).toEqual([
      'train-images has 9 images, but train-labels has 8 labels.',
      'Training images are 4 × 4 pixels, test images 5 × 5; they must be equal.',
    ])
  })
})
