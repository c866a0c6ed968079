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

/** @throws Error when it is no MessagePack, holds `__proto__`, is cut, or claims more than it can hold */
export function unpackMessage(message: ArrayBuffer | Uint8Array): unknown {
  const bytes = message instanceof Uint8Array ? message : new Uint8Array(message)
  requireRoom(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  return decode(bytes, options)
}

/**
 * Each element of an array or a map takes a byte at least. The decoder makes room for all that a header claims before it
 * misses them, so a few bytes could take all memory.
 */
function requireRoom(view: DataView): void {
  let [at, claimed] = [0, 0]
  while (at < view.byteLength) {
    const { size, elements } = itemAt(view, at)
    claimed += elements
    if (claimed > view.byteLength) throw new Error('It claims more elements than it has bytes for.')
    at += size
  }
}

/** Bytes of the values from nil, 0xc0, to uint64 and int64, 0xd3, and of the extensions of fixed length, to 0xd8. */
const SIZES = [1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 5, 9, 2, 3, 5, 9, 2, 3, 5, 9, 3, 4, 6, 10, 18]

/** How many bytes the item at a place takes without its elements, and how many elements it claims. */
function itemAt(view: DataView, at: number): { size: number; elements: number } {
  const type = view.getUint8(at)
  const leaf = (size: number) => ({ size, elements: 0 })
  if (type < 0x80 || type >= 0xe0) return leaf(1)
  if (type < 0x90) return { size: 1, elements: 2 * (type & 15) }
  if (type < 0xa0) return { size: 1, elements: type & 15 }
  if (type < 0xc0) return leaf(1 + (type & 31))
  switch (type) {
    case 0xc4: // bin
    case 0xd9: // str
      return leaf(2 + view.getUint8(at + 1))
    case 0xc5:
    case 0xda:
      return leaf(3 + view.getUint16(at + 1))
    case 0xc6:
    case 0xdb:
      return leaf(5 + view.getUint32(at + 1))
    case 0xc7: // ext, with its type behind its length
      return leaf(3 + view.getUint8(at + 1))
    case 0xc8:
      return leaf(4 + view.getUint16(at + 1))
    case 0xc9:
      return leaf(6 + view.getUint32(at + 1))
    case 0xdc: // array
      return { size: 3, elements: view.getUint16(at + 1) }
    case 0xdd:
      return { size: 5, elements: view.getUint32(at + 1) }
    case 0xde: // map
      return { size: 3, elements: 2 * view.getUint16(at + 1) }
    case 0xdf:
      return { size: 5, elements: 2 * view.getUint32(at + 1) }
    default:
      return leaf(SIZES[type - 0xc0]!)
  }
}
