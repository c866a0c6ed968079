import type { Buffer } from 'node:buffer'

export type PngChunk = { type: string; data: Buffer; sum: number }

export function readChunks(png: Buffer): PngChunk[] {
  const chunks: PngChunk[] = []
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: png.subarray(at + 8, end), sum: png.readUInt32BE(end) })
    at = end + 4
  }
  return chunks
}

/** The texts of a PNG by their keywords, from chunks in Latin-1 and in UTF-8. */
export function readTexts(png: Buffer): Record<string, string> {
  return Object.fromEntries(
    readChunks(png).flatMap(({ type, data }) => {
      const keyword = data.toString('latin1', 0, data.indexOf(0))
      if (type === 'tEXt') return [[keyword, data.toString('latin1', keyword.length + 1)]]
      return type === 'iTXt' ? [[keyword, data.toString('utf8', keyword.length + 5)]] : []
    }),
  )
}
