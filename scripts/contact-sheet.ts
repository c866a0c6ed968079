/**
 * Draws a contact sheet, one row of images a class, so that a person can look at a data set:
 *   node scripts/contact-sheet.ts                                       the embedded digits, for the documentation
 *   node scripts/contact-sheet.ts OUT.png --images FILE --labels FILE   two IDX files, raw or gzip
 * with --columns 20, --skip 0 (images of each class) and, for the embedded digits, --split train|test.
 */
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'
import type { ImageSet } from '../src/datasets/dataset.ts'
import { generateSplit } from '../src/datasets/digits/generate-split.ts'
import { readIdxSplit } from '../src/datasets/idx-files.ts'

const GAP = 2
const ENLARGED = 2
const GAP_GREY = 70

type Grey = { pixels: Uint8Array; height: number; width: number }

function drawSheet(set: ImageSet, columns: number, skip: number): Grey {
  const classes = Math.max(...set.labels) + 1
  const height = classes * (set.height + GAP) + GAP
  const width = columns * (set.width + GAP) + GAP
  const sheet = { pixels: new Uint8Array(height * width).fill(GAP_GREY), height, width }
  for (let label = 0; label < classes; label++) {
    const indices = [...set.labels.keys()].filter((i) => set.labels[i] === label).slice(skip, skip + columns)
    indices.forEach((index, column) => {
      place(set, index, sheet, label * (set.height + GAP) + GAP, column * (set.width + GAP) + GAP)
    })
  }
  return sheet
}

function place(set: ImageSet, index: number, sheet: Grey, top: number, left: number): void {
  for (let y = 0; y < set.height; y++) {
    const from = (index * set.height + y) * set.width
    sheet.pixels.set(set.images.subarray(from, from + set.width), (top + y) * sheet.width + left)
  }
}

function enlarge({ pixels, height, width }: Grey, factor: number): Grey {
  const at = (k: number, side: number) => Math.floor((k % (side * factor)) / factor)
  const large = { height: height * factor, width: width * factor }
  const copied = new Uint8Array(large.height * large.width).map((_, k) => {
    return pixels[at(Math.floor(k / large.width), height) * width + at(k, width)]!
  })
  return { pixels: copied, ...large }
}

/** An 8-bit grey PNG: signature, header, one block of unfiltered rows, end (W3C, "PNG Specification", §11). */
function encodePng({ pixels, height, width }: Grey): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8) // bits a sample; the bytes that stay 0 mean grey, deflate, no interlace
  const rows = Buffer.alloc(height * (width + 1))
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const blocks = [pngBlock('IHDR', header), pngBlock('IDAT', deflateSync(rows, { level: 9 }))]
  return Buffer.concat([signature, ...blocks, pngBlock('IEND', Buffer.alloc(0))])
}

function pngBlock(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  checksum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, checksum])
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    images: { type: 'string' },
    labels: { type: 'string' },
    split: { type: 'string', default: 'train' },
    columns: { type: 'string', default: '20' },
    skip: { type: 'string', default: '0' },
  },
})
const [outFile = 'docs/images/embedded-digits.png'] = positionals
const [columns, skip] = [Number(values.columns), Number(values.skip)]
const set =
  values.images !== undefined && values.labels !== undefined
    ? await readIdxSplit(values.images, values.labels, 256)
    : await generateSplit(values.split === 'test' ? 'test' : 'train', { count: 20 * (columns + skip) })
await writeFile(outFile, encodePng(enlarge(drawSheet(set, columns, skip), ENLARGED)))
