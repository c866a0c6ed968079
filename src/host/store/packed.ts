import type { Scores } from '../../contract/trainer.ts'

// Every platform that Node runs on is little-endian: a typed array's bytes are what is stored.

/** The bytes of a typed array, not copied. */
export function bytesOf(values: Float32Array | Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

/** The float32 values that a blob holds. */
export function floatsOf(blob: Uint8Array): Float32Array<ArrayBuffer> {
  const values = new Float32Array(blob.length / 4)
  bytesOf(values).set(blob)
  return values
}

/** The int32 values that a blob holds. */
export function integersOf(blob: Uint8Array): Int32Array<ArrayBuffer> {
  const values = new Int32Array(blob.length / 4)
  bytesOf(values).set(blob)
  return values
}

/** Numbers as float64, which keeps NaN apart from *not there*; null stays null. */
export function packDoubles(values: readonly number[] | null): Uint8Array | null {
  return values && bytesOf(Float64Array.from(values))
}

export function packScores(scores: Scores | null): Uint8Array | null {
  return packDoubles(scores && [scores.loss, scores.accuracy])
}

/** The float64 numbers that a blob holds; null for null. */
export function doublesOf(blob: Uint8Array | null): Float64Array | null {
  if (blob === null) return null
  const values = new Float64Array(blob.length / 8)
  bytesOf(values).set(blob)
  return values
}

export function scoresOf(blob: Uint8Array | null): Scores | null {
  const numbers = doublesOf(blob)
  return numbers && { loss: numbers[0]!, accuracy: numbers[1]! }
}
