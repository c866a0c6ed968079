import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checkpoint } from '../contract/trainer.ts'
import { WorkbenchError } from '../contract/errors.ts'
import { buildLayers, parametersOf } from '../domain/architecture.ts'
import type { Recipe } from '../domain/recipe.ts'
import { writeAtomically } from './atomic-file.ts'
import { checkpointBytes, decodeCheckpoint } from './checkpoint-file.ts'
import { checkpointFileOf } from './checkpoint-name.ts'

export type StoredCheckpoint = { file: string; bytes: number }

/** Checkpoints beside the database, each a safetensors file named by its content's SHA-256. */
export class CheckpointFiles {
  readonly #folder: string

  /** @param database the database's file; the checkpoints lie in `<database>-files/checkpoints` */
  constructor(database: string) {
    this.#folder = join(`${database}-files`, 'checkpoints')
  }

  /** Writes a checkpoint, whole or not at all. @returns its file's name, and its size in bytes */
  async write(checkpoint: Checkpoint, recipe: Recipe): Promise<StoredCheckpoint> {
    const pieces = checkpointBytes(checkpoint, shapesOf(recipe))
    const hash = createHash('sha256')
    for (const piece of pieces) hash.update(piece)
    const file = checkpointFileOf(hash.digest('hex'))
    const path = this.pathOf(file)
    if (!existsSync(path)) await writeAtomically(path, pieces)
    return { file, bytes: pieces.reduce((sum, piece) => sum + piece.length, 0) }
  }

  /** @throws WorkbenchError `not-found` when it is missing, `bad-input` when it is not what its name says */
  async read(file: string): Promise<Checkpoint> {
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
    return decodeCheckpoint(bytes)
  }

  has(file: string): boolean {
    return existsSync(this.pathOf(file))
  }

  pathOf(file: string): string {
    return join(this.#folder, file.slice(0, 2), file)
  }

  /** Removes files that nothing refers to any more. @returns the bytes freed */
  async remove(files: readonly string[]): Promise<number> {
    let bytes = 0
    for (const path of files.map((file) => this.pathOf(file))) {
      bytes += await stat(path).then(
        ({ size }) => size,
        () => 0,
      )
      await rm(path, { force: true })
    }
    return bytes
  }
}

function shapesOf({ network, normalization, dataset }: Recipe): Map<string, readonly number[]> {
  const layers = buildLayers(network, normalization, dataset.height * dataset.width, dataset.classes)
  return new Map(parametersOf(layers).map(({ key, shape }) => [key, shape]))
}
