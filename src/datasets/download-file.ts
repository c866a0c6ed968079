import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, rename, rm, stat } from 'node:fs/promises'
import { DatasetError } from './dataset-error.ts'
import { askMirror, MirrorError } from './mirror-request.ts'

export type WantedFile = {
  /** Where the file can be had, the first to be tried first. */
  urls: readonly string[]
  /** Where it is put, once it is whole; what has come so far is kept beside it. */
  path: string
  bytes: number
  /** Hexadecimal. */
  sha256: string
}

export type DownloadOptions = {
  signal: AbortSignal
  /** A mirror that sends nothing for so long is given up for the next. */
  stallSeconds: number
  /** Told the bytes that are there. */
  onBytes: (bytes: number) => void
}

/** Mirrors are tried again so often as long as each round brings the file nearer. */
const MOST_ROUNDS = 5

const partOf = (path: string) => `${path}.part`

/** How many bytes of a file are there, whole or not. */
export async function bytesThere(path: string): Promise<number> {
  return (await sizeOf(path)) ?? (await sizeOf(partOf(path))) ?? 0
}

/**
 * Fetches a file, going on where an earlier try ended. It appears at its path whole and with the right content, or not
 * at all; what has come is kept for the next time.
 * @throws DatasetError 'unavailable' with what each mirror did; the signal's reason when it is aborted
 */
export async function downloadFile(wanted: WantedFile, options: DownloadOptions): Promise<void> {
  if ((await sizeOf(wanted.path)) !== null) return
  const troubles = new Map<string, string>()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = await bytesThere(wanted.path)
    for (const url of wanted.urls) {
      try {
        await fromMirror(url, wanted, options)
        await rename(partOf(wanted.path), wanted.path)
        return
      } catch (error) {
        if (!(error instanceof MirrorError)) throw error
        troubles.set(url, error.message)
      }
    }
    if ((await bytesThere(wanted.path)) <= before) break
  }
  const told = [...troubles].map(([url, trouble]) => `${url} ${trouble}`).join('; ')
  throw new DatasetError('unavailable', told)
}

/** Leaves the whole file as the part. @throws MirrorError */
async function fromMirror(url: string, wanted: WantedFile, options: DownloadOptions): Promise<void> {
  const part = partOf(wanted.path)
  const begun = (await sizeOf(part)) ?? 0
  if (begun < wanted.bytes) await goOn(url, wanted, options, begun)
  if (await isRight(part, wanted)) return
  await rm(part, { force: true })
  // What was there before may have been another mirror's: this one gets a chance of its own.
  if (begun > 0) {
    await goOn(url, wanted, options, 0)
    if (await isRight(part, wanted)) return
    await rm(part, { force: true })
  }
  throw new MirrorError('sent something else than was published')
}

/** Asks for the rest of the file, and puts what comes behind the part. */
async function goOn(
  url: string,
  { path, bytes }: WantedFile,
  { signal, stallSeconds, onBytes }: DownloadOptions,
  from: number,
): Promise<void> {
  const { status, from: start, body } = await askMirror(url, { from, stallSeconds, signal })
  const isRest = status === 206 && start === from
  if (!isRest && status !== 200) throw new MirrorError(`answered with status ${status}`)
  // A mirror that knows no ranges sends the file from its first byte.
  let there = isRest ? from : 0
  const part = await open(partOf(path), isRest ? 'a' : 'w')
  try {
    for await (const piece of body) {
      there += piece.length
      if (there > bytes) break
      await part.appendFile(piece)
      onBytes(there)
    }
    await part.sync()
  } finally {
    await part.close()
  }
  if (there < bytes) throw new MirrorError('ended the connection')
  if (there > bytes) await rm(partOf(path), { force: true })
}

async function isRight(part: string, { bytes, sha256 }: WantedFile): Promise<boolean> {
  if ((await sizeOf(part)) !== bytes) return false
  const hash = createHash('sha256')
  for await (const piece of createReadStream(part)) hash.update(piece as Buffer)
  return hash.digest('hex') === sha256
}

async function sizeOf(file: string): Promise<number | null> {
  return await stat(file).then(
    ({ size }) => size,
    () => null,
  )
}
