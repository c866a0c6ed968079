import * as z from 'zod/mini'
import { Checkpoint } from '../contract/trainer.ts'

// The safetensors format (huggingface/safetensors, README, "Format"): the header's length as 64 bits, little-endian,
// the header as JSON, then the arrays' bytes. Many tools read it; all of Node's platforms are little-endian.

const LENGTH_BYTES = 8
const Entry = z.object({
  dtype: z.literal('F32'),
  shape: z.array(z.int()),
  data_offsets: z.tuple([z.int(), z.int()]),
})
const Facts = z.object({ step: z.string(), secondsTrained: z.string(), initialLoss: z.string() })
const Header = z.catchall(z.object({ __metadata__: Facts }), Entry)

/**
 * A checkpoint as the pieces of a safetensors file.
 * @param shapes of the arrays by key; an array without one is written as a row
 */
export function checkpointBytes(
  checkpoint: Checkpoint,
  shapes: ReadonlyMap<string, readonly number[]> = new Map(),
): Uint8Array[] {
  const { tensors, ...facts } = checkpoint
  let offset = 0
  const entries = Object.entries(tensors).map(([key, values]) => {
    const start = offset
    offset += values.byteLength
    const shape = shapes.get(key.split(':')[0]!) ?? [values.length]
    return [key, { dtype: 'F32', shape, data_offsets: [start, offset] }] as const
  })
  const metadata = Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, String(value)]))
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) })
  const header = Buffer.from(json.padEnd(Math.ceil(json.length / 8) * 8))
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeBigUInt64LE(BigInt(header.length))
  const arrays = Object.values(tensors).map((values) => {
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
  })
  return [length, header, ...arrays]
}

/** A checkpoint from the bytes of its file. @throws Error when they are cut short or of another form */
export function decodeCheckpoint(bytes: Buffer): Checkpoint {
  const start = LENGTH_BYTES + Number(bytes.readBigUInt64LE())
  const { __metadata__: facts, ...entries } = Header.parse(
    JSON.parse(bytes.toString('utf8', LENGTH_BYTES, start)),
  )
  const tensors = Object.entries(entries).map(
    ([
      key,
      {
        data_offsets: [from, to],
      },
    ]) => {
      if (start + to > bytes.length) throw new Error(`it ends within ${key}`)
      return [
        key,
        new Float32Array(Uint8Array.from(bytes.subarray(start + from, start + to)).buffer),
      ] as const
    },
  )
  const values = Object.entries(facts).map(([key, text]) => [key, text === 'null' ? null : Number(text)])
  const rest = Object.fromEntries(values) as Record<string, number | null>
  return Checkpoint.parse({ ...rest, tensors: Object.fromEntries(tensors) })
}
