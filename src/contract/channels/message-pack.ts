import { decode, encode, ExtensionCodec } from '@msgpack/msgpack'

// MessagePack for where there is no structured clone: a WebSocket. Its own binary type would lose which typed array it
// was, so each kind travels as an extension: its number here is its type on the wire.

const kinds = [Uint8Array, Int32Array, Float32Array, Float64Array] as const

const extensionCodec = new ExtensionCodec()
for (const [type, Kind] of kinds.entries())
  extensionCodec.register({
    type,
    encode: (value) =>
      value instanceof Kind ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null,
    // A copy begins at 0: a view of wider elements may not begin at any byte.
    decode: (bytes) => new Kind(bytes.slice().buffer),
  })

/** Numbers stay numbers and bigints bigints; what is undefined is left out, as JSON does. */
const options = { extensionCodec, useBigInt64: true, ignoreUndefined: true }

/** A message as bytes. Typed arrays, NaN and ±Infinity stay what they are. @throws Error when it holds what has no form */
export function packMessage(message: unknown): Uint8Array<ArrayBuffer> {
  try {
    return encode(message, options)
  } catch (error) {
    throw new Error(`It could not be packed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

/** @throws Error when it is no MessagePack, holds `__proto__`, or is cut */
export function unpackMessage(bytes: ArrayBuffer | Uint8Array): unknown {
  return decode(bytes, options)
}
