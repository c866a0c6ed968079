import fc from 'fast-check'
import { Buffer } from 'node:buffer'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { withNotes } from '../../../src/renderer/src/charts/figure-png-notes.ts'
import { readChunks, readTexts } from './png-chunks.ts'

/** A PNG of one grey pixel. */
const PIXEL = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
    'base64',
  ),
)

function noted(texts: Record<string, string>): Buffer {
  return Buffer.concat(withNotes(PIXEL, { texts, pixelsPerInch: 192 }))
}

test('any text is read back from the PNG, whose other chunks stay as they were', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((own) => !own.includes('\0'))
  fc.assert(
    fc.property(text, text, (title, description) => {
      const png = noted({ Title: title, Description: description })
      expect(readTexts(png)).toEqual({ Title: title, Description: description })
      const kept = readChunks(png).filter(({ type }) => !/^(?:tEXt|iTXt|pHYs)$/.test(type))
      expect(kept).toEqual(readChunks(Buffer.from(PIXEL)))
    }),
  )
})

test('every chunk has its checksum, the header is first, and the density is said', () => {
  const png = noted({ Title: 'Loss', Description: 'β ≤ 1' })
  const chunks = readChunks(png)
  expect(chunks.map(({ type }) => type)).toEqual(['IHDR', 'pHYs', 'tEXt', 'iTXt', 'IDAT', 'IEND'])
  for (const { type, data, sum } of chunks) expect(sum).toBe(crc32(Buffer.concat([Buffer.from(type), data])))
  expect(chunks[1]!.data.readUInt32BE(0)).toBe(Math.round(192 / 0.0254))
})
