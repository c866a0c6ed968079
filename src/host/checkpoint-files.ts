import { createHash } from 'node:crypto'
import { existsSync, rmSync, statSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Checkpoint } from '../contract/trainer.ts'
import { WorkbenchError } from '../contract/errors.ts'
import { buildLayers, parametersOf } from '../domain/architecture.ts'
import type { Recipe } from '../domain/recipe.ts'
import { writeAtomically } from './atomic-file.ts'
import { checkpointBytes, decodeCheckpoint } from './checkpoint-file.ts'
import { checkpointFileOf, ENDING } from './checkpoint-name.ts'

export type StoredCheckpoint = { file: string; bytes: number }

/** Checkpoints beside the database, each a safetensors file named by its content's SHA-256. */
export class CheckpointFiles {
  readonly #folder: string
  /** Files that were asked for, of which the database does not know yet. */
  readonly #fresh = new Set<string>()

  /** @param database the database's file; the checkpoints lie in `<database>-files/checkpoints` */
  constructor(database: string) {
    this.#folder = join(`${database}-files`, 'checkpoints')
  }

  /**
   * Writes a checkpoint, whole or not at all. It is not removed until `settle` is called.
   * @returns its file's name, and its size in bytes
   */
  async write(checkpoint: Checkpoint, recipe: Recipe): Promise<StoredCheckpoint> {
    const pieces = checkpointBytes(checkpoint, shapesOf(recipe))
    const hash = createHash('sha256')
    for (const piece of pieces) hash.update(piece)
    const file = checkpointFileOf(hash.digest('hex'))
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    this.#fresh.add(file)
    // What has this name has this content, unless it was cut short.
    if (this.#sizeOf(file) !== bytes) await writeAtomically(this.pathOf(file), pieces)
    return { file, bytes }
  }

  /**
   * Takes in a checkpoint's file from elsewhere, whole or not at all. It is not removed until `settle` is called.
   * @param pieces its content, one after another
   * @throws WorkbenchError `bad-input` when the content is not what its name says
   */
  async take(file: string, pieces: readonly Uint8Array[]): Promise<void> {
    const hash = createHash('sha256')
    for (const piece of pieces) hash.update(piece)
    if (checkpointFileOf(hash.digest('hex')) !== file)
      throw new WorkbenchError('bad-input', `the checkpoint ${file} is not what its name says.`)
    this.#fresh.add(file)
    const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
    if (this.#sizeOf(file) !== bytes) await writeAtomically(this.pathOf(file), pieces)
  }

  /** From now on the database says whether these are used. */
  settle(files: Iterable<string>): void {
    for (const file of files) this.#fresh.delete(file)
  }

  /** @throws WorkbenchError `not-found` when it is missing, `bad-input` when it is not what its name says */
  async read(file: string): Promise<Checkpoint> {
    return decodeCheckpoint(await this.bytesOf(file))
  }

  /** A checkpoint's file as it is. @throws as `read` */
  async bytesOf(file: string): Promise<Buffer> {
    const path = this.pathOf(file)
    const bytes = await readFile(path).catch((error: unknown) => {
      throw new WorkbenchError(
        'not-found',
        `The checkpoint ${path} cannot be read: ${(error as Error).message}`,
      )
    })
    if (checkpointFileOf(createHash('sha256').update(bytes).digest('hex')) !== file) {
      throw new WorkbenchError(
        'bad-input',
        `The checkpoint ${path} is damaged: its content is not what was written. Retry the run to train it anew.`,
      )
    }
    return bytes
  }

  has(file: string): boolean {
    return existsSync(this.pathOf(file))
  }

  pathOf(file: string): string {
    return join(this.#folder, file.slice(0, 2), file)
  }

  /**
   * Removes those of these files that nothing refers to. One that cannot be removed costs its bytes, nothing else: the
   * next host tries again. Call it after the transaction that made them needless.
   * @param isUsed whether the database refers to a file @returns the bytes freed
   */
  async removeUnused(files: Iterable<string>, isUsed: (file: string) => boolean): Promise<number> {
    let bytes = 0
    for (const file of files) {
      await setImmediate() // the host answers meanwhile
      bytes += this.#removeUnused(file, isUsed)
    }
    return bytes
  }

  /**
   * Removes what an earlier host has left: files that nothing refers to, and those that were not written to their end.
   * What is younger than `before` stays, whatever it is.
   * @param before milliseconds since 1970 @param isOver asked before each file: whether to leave the rest
   */
  async sweep(before: number, isUsed: (file: string) => boolean, isOver: () => boolean): Promise<void> {
    const left = await readdir(this.#folder, { recursive: true }).catch(() => [])
    for (const path of left) {
      await setImmediate()
      if (isOver()) return
      const [name, isPart] = [basename(path), path.endsWith('.part')]
      if (!isPart && !path.endsWith(ENDING)) continue
      const { mtimeMs } = statSync(join(this.#folder, path), { throwIfNoEntry: false }) ?? {
        mtimeMs: Infinity,
      }
      if (mtimeMs >= before) continue
      if (isPart) rmSync(join(this.#folder, path), { force: true })
      else this.#removeUnused(name, isUsed)
    }
  }

  /** At one go: between the question and the removal nobody may ask for the same file. */
  #removeUnused(file: string, isUsed: (file: string) => boolean): number {
    try {
      if (isUsed(file) || this.#fresh.has(file)) return 0
      const bytes = this.#sizeOf(file) ?? 0
      rmSync(this.pathOf(file), { force: true })
      return bytes
    } catch (error) {
      process.emitWarning(`The checkpoint ${this.pathOf(file)} was not removed: ${(error as Error).message}`)
      return 0
    }
  }

  #sizeOf(file: string): number | undefined {
    return statSync(this.pathOf(file), { throwIfNoEntry: false })?.size
  }
}

function shapesOf({ network, normalization, dataset }: Recipe): Map<string, readonly number[]> {
  const layers = buildLayers(network, normalization, dataset.height * dataset.width, dataset.classes)
  return new Map(parametersOf(layers).map(({ key, shape }) => [key, shape]))
}
