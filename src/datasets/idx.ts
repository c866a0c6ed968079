import type { ImageSet } from './dataset.ts'
import { DatasetError } from './dataset-error.ts'

// The format (Y. LeCun, C. Cortes, C. Burges, "The MNIST database"): two zero bytes, a type (0x08 = unsigned byte),
// the number of dimensions, each dimension as a big-endian 32-bit integer, then the values, last dimension fastest.
const UNSIGNED_BYTE = 0x08
const LARGEST_SIDE = 256

const bytesPerHeader = (dimensions: number) => 4 + 4 * dimensions
/** Bytes before the first image of an uncompressed file of images. */
export const HEADER_OF_IMAGES = bytesPerHeader(3)

/** Grey images as an IDX file of three dimensions holds them. */
export type IdxImages = Omit<ImageSet, 'labels'>

/**
 * Reads the images of an uncompressed IDX file: count × height × width unsigned bytes.
 * @param file what the file is called in error messages
 * @throws DatasetError naming the field, what was found and what is allowed
 */
export function parseIdxImages(bytes: Uint8Array, file: string): IdxImages {
  const header = parseHeader(bytes, file, ['image count', 'height', 'width'])
  const [count, height, width] = header as [number, number, number]
  inRange(file, 'image count', count, 1, 0xffffffff)
  inRange(file, 'height', height, 1, LARGEST_SIDE)
  inRange(file, 'width', width, 1, LARGEST_SIDE)
  return { images: parseValues(bytes, file, header), count, height, width }
}

/**
 * Reads the labels of an uncompressed IDX file: count unsigned bytes, each a class from 0 to classes − 1.
 * @param file what the file is called in error messages
 * @throws DatasetError naming the field, what was found and what is allowed
 */
export function parseIdxLabels(bytes: Uint8Array, file: string, classes: number): Uint8Array {
  const header = parseHeader(bytes, file, ['label count'])
  inRange(file, 'label count', header[0]!, 1, 0xffffffff)
  const labels = parseValues(bytes, file, header)
  const wrong = labels.findIndex((label) => label >= classes)
  if (wrong >= 0) inRange(file, `label ${wrong} (counted from 0)`, labels[wrong]!, 0, classes - 1)
  return labels
}

/** An uncompressed IDX file: the header for `dimensions`, then the values. */
export function encodeIdx(dimensions: readonly number[], values: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(bytesPerHeader(dimensions.length) + values.length)
  const view = new DataView(bytes.buffer)
  view.setUint8(2, UNSIGNED_BYTE)
  view.setUint8(3, dimensions.length)
  dimensions.forEach((size, i) => {
    view.setUint32(4 + 4 * i, size)
  })
  bytes.set(values, bytesPerHeader(dimensions.length))
  return bytes
}

/** The dimensions that the header gives, one for each of `fields`. */
function parseHeader(bytes: Uint8Array, file: string, fields: readonly string[]): number[] {
  if (bytes.length === 0) fail(file, 'the file is empty; expected an IDX file')
  const needed = bytesPerHeader(fields.length)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length >= 4) checkMagic(view.getUint32(0), file, fields.length)
  if (bytes.length < needed) fail(file, `the header is ${bytes.length} bytes long; ${needed} are needed`)
  return fields.map((_, i) => view.getUint32(4 + 4 * i))
}

function checkMagic(magic: number, file: string, dimensions: number): void {
  const expected = (UNSIGNED_BYTE << 8) | dimensions
  if (magic === expected) return
  const found = `magic number is ${hex(magic)}; expected ${hex(expected)}`
  if (magic >>> 16 !== 0) fail(file, `${found}: this is no IDX file`)
  if (magic >>> 8 !== UNSIGNED_BYTE) fail(file, `${found}: the values must be unsigned bytes (type 0x08)`)
  fail(file, `${found}: ${dimensions === 3 ? 'images' : 'labels'} have ${dimensions} dimension(s)`)
}

function parseValues(bytes: Uint8Array, file: string, dimensions: readonly number[]): Uint8Array {
  const start = bytesPerHeader(dimensions.length)
  const expected = dimensions.reduce((product, size) => product * size, 1)
  const found = bytes.length - start
  const counted = `${found} bytes follow the header; ${dimensions.join(' × ')} = ${expected} are expected`
  if (found < expected) fail(file, `the file is cut short: ${counted}`)
  if (found > expected) fail(file, `the file is too long: ${counted}`)
  return bytes.subarray(start)
}

function inRange(file: string, field: string, found: number, low: number, high: number): void {
  if (found < low || found > high) fail(file, `${field} is ${found}; allowed: ${low} to ${high}`)
}

const hex = (magic: number) => `0x${magic.toString(16).padStart(8, '0')}`

function fail(file: string, problem: string): never {
  throw new DatasetError('bad-input', `${file}: ${problem}`)
}
