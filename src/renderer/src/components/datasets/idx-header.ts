/** What the first bytes of an IDX file say, gzipped or not, and which of the four files of a data set it is. */

export type IdxKind = 'images' | 'labels'
export type IdxHeader = { kind: IdxKind; count: number; height: number | null; width: number | null }

const LABELS_MAGIC = 0x0801
const IMAGES_MAGIC = 0x0803
const HEADER_BYTES = 16

/** The header of a file that begins so, or null when it is no IDX file of images or labels. */
function idxHeader(bytes: Uint8Array): IdxHeader | null {
  if (bytes.length < 8) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const [magic, count] = [view.getUint32(0), view.getUint32(4)]
  if (magic === LABELS_MAGIC) return { kind: 'labels', count, height: null, width: null }
  if (magic !== IMAGES_MAGIC || bytes.length < HEADER_BYTES) return null
  return { kind: 'images', count, height: view.getUint32(8), width: view.getUint32(12) }
}

/** Reads no more of a file than its header needs; unpacks it where it is gzipped. */
export async function readIdxHeader(file: Blob): Promise<IdxHeader | null> {
  const begin = new Uint8Array(await file.slice(0, 2).arrayBuffer())
  const isGzipped = begin[0] === 0x1f && begin[1] === 0x8b
  try {
    return idxHeader(isGzipped ? await firstUnpacked(file) : await firstBytes(file))
  } catch {
    return null // a broken gzip file is no IDX file
  }
}

const firstBytes = async (file: Blob): Promise<Uint8Array> =>
  new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer())

async function firstUnpacked(file: Blob): Promise<Uint8Array> {
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader()
  const found: number[] = []
  while (found.length < HEADER_BYTES) {
    const { value, done } = await reader.read()
    if (done) break
    found.push(...value.subarray(0, HEADER_BYTES - found.length))
  }
  await reader.cancel()
  return Uint8Array.from(found)
}
