import type { Checkpoint, Member } from '../../contract/trainer.ts'
import type { CheckpointFiles } from '../checkpoint-files.ts'
import { checkpointFileOf } from '../checkpoint-name.ts'
import type { Store } from '../store/open-store.ts'
import { weightsOf } from '../weights.ts'
import { StartAgain } from './training-pool.ts'
import type { QueuedRun } from './training-queue.ts'

/** Where runs begin: at their last checkpoint, with the final weights of another run, or fresh. */
export class RunStarts {
  readonly #store: Store
  readonly #files: CheckpointFiles
  readonly #written: (runId: string) => Promise<void>

  /** @param written resolves when all that a run told is in the database */
  constructor(store: Store, files: CheckpointFiles, written: (runId: string) => Promise<void>) {
    this.#store = store
    this.#files = files
    this.#written = written
  }

  /** Where the next attempt of a run begins: at the last checkpoint that is stored, whatever was told since. */
  lastStep(runId: string): number {
    return this.#store.checkpoints.latest(runId)?.step ?? 0
  }

  /** @throws StartAgain when its checkpoint cannot be read, and there is one before it; Error when nothing is left */
  async startOf({ id, planned, parentId, startStep }: QueuedRun): Promise<Member['start']> {
    await this.#written(id)
    if (startStep > 0) return { from: 'checkpoint', checkpoint: await this.#readCheckpoint(id, startStep) }
    if (parentId !== null) return this.#finalWeightsOf(parentId)
    if (planned.parent === null) return { from: 'fresh' }
    return this.#weightsIn(checkpointFileOf(planned.parent))
  }

  async #finalWeightsOf(runId: string): Promise<Member['start']> {
    await this.#written(runId)
    const weights = this.#store.checkpoints.of(runId).findLast(({ isFinal }) => isFinal)
    if (weights === undefined)
      throw new Error(
        `Run ${runId}, whose weights it starts from, has no final checkpoint. Retry that run first.`,
      )
    return this.#weightsIn(weights.file)
  }

  async #weightsIn(file: string): Promise<Member['start']> {
    return { from: 'weights', tensors: weightsOf(await this.#files.read(file)) }
  }

  async #readCheckpoint(runId: string, step: number): Promise<Checkpoint> {
    const all = this.#store.checkpoints.of(runId)
    const wanted = all.findLast((checkpoint) => checkpoint.step === step)
    if (wanted === undefined) throw new Error(`There is no checkpoint of run ${runId} at step ${step}.`)
    try {
      return await this.#files.read(wanted.file)
    } catch (error) {
      if (all[0]!.step === step) throw error
      this.#store.checkpoints.drop(runId, step)
      throw new StartAgain((error as Error).message)
    }
  }
}
