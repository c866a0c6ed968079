import { basename, dirname, extname, join } from 'node:path'
import type { Checkpoint } from '../contract/trainer.ts'
import { buildLayers, parametersOf } from '../domain/architecture.ts'
import type { PlannedRun } from '../domain/grid.ts'
import { writeCheckpoint } from './checkpoint-file.ts'
import type { PoolEvent } from './pool-event.ts'

/** The folder beside a results file in which its runs' checkpoints are kept. */
function checkpointFolderOf(resultsFile: string): string {
  return join(dirname(resultsFile), `${basename(resultsFile, extname(resultsFile))}-checkpoints`)
}

/** Writes checkpoints as they come, without holding up what comes after them. */
export class CheckpointFolder {
  readonly #folder: string
  readonly #runs: Map<string, PlannedRun>
  readonly #final = new Map<string, string>()
  readonly #writing = new Set<Promise<void>>()
  readonly #problems = new Map<string, string>()

  constructor(resultsFile: string, runs: readonly PlannedRun[]) {
    this.#folder = checkpointFolderOf(resultsFile)
    this.#runs = new Map(runs.map((run) => [run.key, run]))
  }

  receive(event: PoolEvent): void {
    if (event.type === 'checkpoint')
      this.#write(event.runKey, `${event.runKey}-step-${event.checkpoint.step}`, event.checkpoint)
    if (event.type !== 'finished') return
    this.#final.set(event.runKey, `${event.runKey}.safetensors`)
    this.#write(event.runKey, event.runKey, event.checkpoint)
  }

  /** The final checkpoint's file of a run, relative to the results file; null when the run has none. */
  fileOf(runKey: string): string | null {
    const file = this.#final.get(runKey)
    return file === undefined ? null : `${basename(this.#folder)}/${file}`
  }

  /** Why a run's checkpoints are not all there (a full disk, say), in a sentence; null when they are. */
  problemOf(runKey: string): string | null {
    return this.#problems.get(runKey) ?? null
  }

  /** Settles when all that came has been written, or could not be. */
  async settled(): Promise<void> {
    await Promise.all(this.#writing)
  }

  #write(runKey: string, name: string, checkpoint: Checkpoint): void {
    const file = join(this.#folder, `${name}.safetensors`)
    const writing = writeCheckpoint(file, checkpoint, shapesOf(this.#runs.get(runKey)!))
      .catch((error: unknown) => {
        if (name === runKey) this.#final.delete(runKey)
        this.#problems.set(runKey, `A checkpoint could not be written: ${(error as Error).message}.`)
      })
      .finally(() => this.#writing.delete(writing))
    this.#writing.add(writing)
  }
}

function shapesOf({ recipe }: PlannedRun): Map<string, readonly number[]> {
  const { network, normalization, dataset } = recipe
  const layers = buildLayers(network, normalization, dataset.height * dataset.width, dataset.classes)
  return new Map(parametersOf(layers).map(({ key, shape }) => [key, shape]))
}
