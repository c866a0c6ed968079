import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>

/** Writes the pieces to `file`, and its folder where there is none; the file appears whole or not at all. */
export async function writeAtomically(file: string, pieces: Pieces): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const part = `${file}.${process.pid}.part`
  try {
    const handle = await open(part, 'w')
    // `flush` syncs before it closes: a rename must not overtake the content.
    await pipeline(Readable.from(pieces), handle.createWriteStream({ flush: true }))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
