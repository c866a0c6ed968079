export type NpyValues = Uint8Array | Int32Array | Float32Array | Float64Array

const MAGIC = '\x93NUMPY\x01\x00'
const ALIGNMENT = 64

/**
 * The bytes of a NumPy `.npy` file of version 1.0 that holds `values` in C order, little-endian
 * (format: numpy.lib.format, "Format Version 1.0").
 * @throws RangeError when `values` has not as many elements as `shape`
 */
export function npyFile(values: NpyValues, shape: readonly number[]): Uint8Array {
  const elements = shape.reduce((product, size) => product * size, 1)
  if (values.length !== elements) {
    throw new RangeError(
      `An array of shape [${shape.join(', ')}] has ${elements} elements, not ${values.length}`,
    )
  }
  const header = headerOf(values, shape)
  const file = new Uint8Array(header.length + values.byteLength)
  file.set(header)
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), header.length)
  return file
}

/** Padded with spaces and closed by a line feed, so that the data begin at a multiple of 64 bytes. */
function headerOf(values: NpyValues, shape: readonly number[]): Uint8Array {
  const tuple = shape.map((size) => `${size},`).join(' ')
  const facts = `{'descr': '${descriptionOf(values)}', 'fortran_order': False, 'shape': (${tuple}), }`
  const bytesOfLength = 2
  const start = MAGIC.length + bytesOfLength
  const padding = ALIGNMENT - ((start + facts.length + 1) % ALIGNMENT)
  const text = `${facts}${' '.repeat(padding)}\n`
  const length = String.fromCharCode(text.length & 0xff, text.length >> 8)
  return Uint8Array.from(Buffer.from(`${MAGIC}${length}${text}`, 'latin1'))
}

/** All platforms that Node 24 runs on store numbers little-endian. */
function descriptionOf(values: NpyValues): string {
  if (values instanceof Uint8Array) return '|u1'
  if (values instanceof Int32Array) return '<i4'
  return values instanceof Float32Array ? '<f4' : '<f8'
}
