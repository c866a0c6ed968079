import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { WorkbenchError } from '../../contract/errors.ts'
import { schemaWords } from '../../contract/schema-words.ts'
import {
  BUNDLE_VERSION,
  BundleHead,
  BundlePart,
  sha256,
  type CheckpointPart,
  type ExperimentPart,
  type RunPart,
} from './bundle-format.ts'
import { parseLineJson } from './bundle-json.ts'

const NEWLINE = 0x0a
const DIGEST_LENGTH = 64

/** What a bundle holds, but for the checkpoints' files, which went to `keep` one by one. */
export type Bundle = { head: BundleHead; experiment: ExperimentPart; runs: RunPart[]; digest: string }

/** Called with each checkpoint's file, whole. */
export type KeepCheckpoint = (file: string, pieces: readonly Uint8Array[]) => Promise<void>

/**
 * Reads a bundle to its end, checked line by line.
 * @param source a file's path, or its bytes
 * @throws WorkbenchError `bad-input` with the part at which it is not what was written, or `not-found`
 */
export async function readBundle(source: string | Uint8Array, keep: KeepCheckpoint): Promise<Bundle> {
  const reading = new BundleReading(keep)
  for await (const line of linesOf(source)) await reading.take(line)
  return reading.whole()
}

/** The lines of a text, without their ends; the last may have none. */
async function* linesOf(source: string | Uint8Array): AsyncGenerator<string> {
  const input = typeof source === 'string' ? createReadStream(source) : [source]
  let rest: Uint8Array[] = []
  try {
    for await (const chunk of input as AsyncIterable<Uint8Array> | Uint8Array[]) {
      let start = 0
      for (let end; (end = chunk.indexOf(NEWLINE, start)) >= 0; start = end + 1) {
        yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8')
        rest = []
      }
      rest.push(chunk.subarray(start))
    }
  } catch (error) {
    if (error instanceof WorkbenchError) throw error
    throw new WorkbenchError('not-found', `it cannot be read: ${(error as Error).message}`)
  }
  const last = Buffer.concat(rest).toString('utf8')
  if (last !== '') yield last
}

/** What has been read so far. */
class BundleReading {
  readonly #keep: KeepCheckpoint
  readonly #whole = createHash('sha256')
  #head: BundleHead | null = null
  #experiment: ExperimentPart | null = null
  readonly #runs: RunPart[] = []
  #pieces: Uint8Array[] = []
  #checkpoints = 0
  #digest: string | null = null

  constructor(keep: KeepCheckpoint) {
    this.#keep = keep
  }

  async take(line: string): Promise<void> {
    const tab = line.lastIndexOf('\t')
    const [json, digest] = tab < 0 ? [line, ''] : [line.slice(0, tab), line.slice(tab + 1)]
    const isHead = this.#head === null
    // A newer version may have another form of line, but its head says so.
    if (isHead) this.#head = headOf(json)
    if (this.#digest !== null) throw broken('something follows after its end')
    if (digest.length < DIGEST_LENGTH) throw broken(`it was cut within ${this.#next(isHead)}`)
    if (digest !== sha256(json)) throw broken(`${this.#next(isHead)} is not what was written`)
    if (!isHead) await this.#part(partOf(parsed(json, this.#next()), this.#next()))
    this.#whole.update(`${line}\n`)
  }

  whole(): Bundle {
    const [head, experiment, digest] = [this.#head, this.#experiment, this.#digest]
    if (head === null || experiment === null || digest === null)
      throw broken(`it was cut: it ends before ${this.#next()}`)
    return { head, experiment, runs: this.#runs, digest }
  }

  async #part(part: BundlePart): Promise<void> {
    if (part.part !== this.#nextPart()) throw broken(`${this.#next()} is missing`)
    if (part.part === 'experiment') this.#experiment = part
    else if (part.part === 'run') this.#runs.push(part)
    else if (part.part === 'checkpoint') await this.#piece(part)
    else this.#end(part.sha256)
  }

  #end(digest: string): void {
    if (this.#whole.copy().digest('hex') !== digest) throw broken('its parts are not those that were written')
    this.#digest = digest
  }

  async #piece({ file, piece, pieces, data }: CheckpointPart): Promise<void> {
    if (piece !== this.#pieces.length) throw broken(`a piece of ${this.#next()} is missing`)
    this.#pieces.push(Buffer.from(data, 'base64'))
    if (this.#pieces.length < pieces) return
    await this.#keep(file, this.#pieces)
    this.#pieces = []
    this.#checkpoints++
  }

  #nextPart(): BundlePart['part'] {
    if (this.#experiment === null) return 'experiment'
    if (this.#runs.length < this.#head!.runs) return 'run'
    return this.#checkpoints < this.#head!.checkpoints ? 'checkpoint' : 'end'
  }

  /** The part that is to come, in words. */
  #next(isHead = false): string {
    if (this.#head === null || isHead) return 'its head'
    const part = this.#nextPart()
    if (part === 'run') return `run ${this.#runs.length + 1} of ${this.#head.runs}`
    if (part === 'checkpoint') return `checkpoint ${this.#checkpoints + 1} of ${this.#head.checkpoints}`
    return part === 'experiment' ? 'the experiment’s own part' : 'its end'
  }
}

function headOf(json: string): BundleHead {
  const head = BundleHead.safeParse(parsed(json, 'its head'))
  if (!head.success) throw broken('its head is not that of a bundle')
  if (head.data.version <= BUNDLE_VERSION) return head.data
  const { version, program } = head.data
  throw new WorkbenchError(
    'bad-input',
    `it was written by a newer version of this program (${program.version}, bundle version ${version}; this one reads ` +
      `${BUNDLE_VERSION}). Update the program to take it in.`,
  )
}

function parsed(json: string, what: string): unknown {
  try {
    return parseLineJson(json)
  } catch {
    throw broken(`${what} is cut or damaged`)
  }
}

function partOf(value: unknown, what: string): BundlePart {
  const part = BundlePart.safeParse(value, schemaWords)
  if (part.success) return part.data
  const [issue] = part.error.issues
  throw broken(`${what}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function broken(what: string): WorkbenchError {
  return new WorkbenchError('bad-input', `This bundle is refused, and nothing of it was taken in: ${what}.`)
}
