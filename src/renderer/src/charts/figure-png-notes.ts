/** Bytes of a PNG before its first chunk, and of that chunk, which must stay the first: IHDR. */
const SIGNATURE = 8
const HEADER = 25
const METRES_PER_INCH = 0.0254

/** What is written of a PNG into it: texts by their keywords, and how large it is to be printed. */
export type PngNotes = { texts: Readonly<Record<string, string>>; pixelsPerInch: number }

/**
 * The same PNG with notes (PNG specification, third edition, 11.3): texts as `tEXt` where Latin-1 has all their
 * characters, else as `iTXt` in UTF-8; the density as `pHYs`.
 */
export function withNotes(
  png: Uint8Array<ArrayBuffer>,
  { texts, pixelsPerInch }: PngNotes,
): Uint8Array<ArrayBuffer>[] {
  const first = SIGNATURE + HEADER
  return [
    png.subarray(0, first),
    densityChunk(pixelsPerInch),
    ...Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text)),
    png.subarray(first),
  ]
}

function densityChunk(pixelsPerInch: number): Uint8Array<ArrayBuffer> {
  const data = new DataView(new ArrayBuffer(9))
  const perMetre = Math.round(pixelsPerInch / METRES_PER_INCH)
  data.setUint32(0, perMetre)
  data.setUint32(4, perMetre)
  data.setUint8(8, 1)
  return chunk('pHYs', new Uint8Array(data.buffer))
}

function textChunk(keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const isLatin = /^[\n\u{20}-\u{7e}\u{a0}-\u{ff}]*$/u.test(text)
  if (isLatin) return chunk('tEXt', latin(`${keyword}\0${text}`))
  // No compression, no language, no translated keyword.
  const head = latin(`${keyword}\0\0\0\0\0`)
  const body = new TextEncoder().encode(text)
  const data = new Uint8Array(head.length + body.length)
  data.set(head)
  data.set(body, head.length)
  return chunk('iTXt', data)
}

function latin(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

/** Length, type, data, and the checksum over type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(latin(type), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}

/** The cyclic redundancy check of PNG and zip files (polynomial 0xEDB88320), bit by bit: texts are short. */
function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff
  for (const byte of bytes) {
    rest ^= byte
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1
  }
  return (rest ^ 0xffffffff) >>> 0
}
