import type { RunStatus } from '../../contract/call-parts.ts'
import type { Environment } from '../../contract/experiment-record.ts'
import type { BackendName, Checkpoint, TrainerEvent } from '../../contract/trainer.ts'
import { didNotLearn, type RunOutcome } from '../../domain/outcome.ts'
import type { CheckpointFiles, StoredCheckpoint } from '../checkpoint-files.ts'
import type { Store } from '../store/open-store.ts'
import type { RunEvent } from './pool-event.ts'
import type { QueuedRun, StatusChange } from './training-queue.ts'
import type { Writer } from './writer.ts'

type EventOf<T extends TrainerEvent['type']> = Extract<TrainerEvent, { type: T }>

/** Writes down all that is told of runs in training, in the order in which it is told of each. */
export class Recorder {
  readonly #store: Store
  readonly #files: CheckpointFiles
  readonly #writer: Writer
  readonly #environment: () => Environment
  /** Runs with a checkpoint that is being written: what is told of them meanwhile waits for it. */
  readonly #writing = new Map<string, Promise<void>>()
  /** Statuses that were told and are not in the database yet. */
  readonly #told = new Map<string, RunStatus>()
  readonly #checkpointProblems = new Map<string, string>()
  /** Files that a change has registered or made needless, which may not be committed yet. */
  readonly #registered = new Set<string>()
  readonly #needless = new Set<string>()
  #removing: Promise<unknown> = Promise.resolve()
  /** What of a run was refused, said with its end. */
  readonly #refusals = new Map<string, string>()

  constructor(store: Store, files: CheckpointFiles, writer: Writer, environment: () => Environment) {
    this.#store = store
    this.#files = files
    this.#writer = writer
    this.#environment = environment
  }

  /** @throws WorkbenchError `not-found` */
  statusOf(runId: string): RunStatus {
    return this.#told.get(runId) ?? this.#store.runs.status(runId)
  }

  /** Resolves when nothing of a run is still being written to a file. */
  async settled(runId: string): Promise<void> {
    while (this.#writing.has(runId)) await this.#writing.get(runId)
  }

  /** Resolves when nothing of any run is still being written to a file. */
  async allSettled(): Promise<void> {
    while (this.#writing.size > 0) await Promise.all(this.#writing.values())
  }

  /** Removes the files that what was written has made needless. Call it when it is committed. */
  removeNeedless(): void {
    if (this.#needless.size === 0) return
    const files = [...this.#needless]
    this.#files.settle(this.#registered)
    this.#registered.clear()
    this.#needless.clear()
    const remove = () => this.#files.removeUnused(files, this.#store.checkpoints.isUsed)
    this.#removing = this.#removing.then(remove)
  }

  /** Resolves when no file is being removed. */
  async removed(): Promise<void> {
    await this.#removing
  }

  changeStatus({ run, status, reason }: StatusChange): void {
    this.#told.set(run.id, status)
    const write = (): void => {
      if (status === 'running') this.#begin(run)
      else this.#end(run, status, reason)
      if (this.#told.get(run.id) === status) this.#told.delete(run.id)
    }
    this.#inOrder(run.id, () => this.#writer.write(write, (error) => this.#failUnwritten(run, error), 'now'))
  }

  chooseBackend(runIds: readonly string[], name: BackendName, reason: string): void {
    for (const id of runIds) {
      this.#inOrder(id, () =>
        this.#write(id, () => this.#store.runs.update(id, { backend: { name, reason } })),
      )
    }
  }

  tell(run: QueuedRun, event: RunEvent): void {
    switch (event.type) {
      case 'metrics':
        return this.#inOrder(run.id, () => this.#write(run.id, () => this.#append(run.id, event)))
      case 'evaluated': {
        const { type: _type, runKey: _key, ...evaluation } = event
        return this.#inOrder(run.id, () =>
          this.#write(run.id, () => this.#store.results.addEvaluation(run.id, evaluation)),
        )
      }
      case 'checkpoint':
        return this.#keep(run, event.checkpoint, false)
      case 'finished':
        return this.#finish(run, event)
    }
  }

  /** An attempt begins: what an earlier one recorded after the step that this one goes on from is void. */
  #begin(run: QueuedRun): void {
    const { attempt } = this.#store.runs.summary(run.id)
    const environment = this.#environment()
    this.#forget(this.#store.runs.cutBack(run.id, run.startStep))
    const startedAt = Date.now()
    this.#store.runs.update(run.id, {
      status: 'running',
      attempt: attempt + 1,
      reason: null,
      environment,
      startedAt,
    })
  }

  #end(run: QueuedRun, status: RunStatus, reason: string | null): void {
    const why = [reason, this.#checkpointProblems.get(run.id), this.#refusals.get(run.id)].filter(
      (part) => part !== null && part !== undefined,
    )
    this.#checkpointProblems.delete(run.id)
    this.#refusals.delete(run.id)
    this.#store.runs.update(run.id, {
      ...{ status, reason: why.length === 0 ? null : why.join(' ') },
      ...(status === 'done' && { outcome: this.#outcomeOf(run) }),
    })
  }

  #append(runId: string, { firstStep, loss, accuracy, gradientNorm, seconds }: EventOf<'metrics'>): void {
    this.#store.series.appendMetrics([{ runId, firstStep, loss, accuracy, gradientNorm, seconds }])
  }

  #finish(run: QueuedRun, { outcome, checkpoint, result }: EventOf<'finished'>): void {
    if (result !== null) {
      this.#inOrder(run.id, () => this.#write(run.id, () => this.#store.results.saveResult(run.id, result)))
    }
    this.#keep(run, checkpoint, outcome !== 'stopped')
  }

  #keep(run: QueuedRun, checkpoint: Checkpoint, isFinal: boolean): void {
    const { step, secondsTrained, initialLoss } = checkpoint
    const before = this.#writing.get(run.id) ?? Promise.resolve()
    const written = before
      .then(() => this.#files.write(checkpoint, run.planned.recipe))
      .then((file) => {
        this.#checkpointProblems.delete(run.id)
        this.#write(run.id, () =>
          this.#register(run, { step, isFinal, initialLoss, secondsTrained, ...file }),
        )
      })
      .catch((error: unknown) => {
        this.#checkpointProblems.set(
          run.id,
          `A checkpoint could not be written: ${(error as Error).message}.`,
        )
      })
    this.#hold(run.id, written)
  }

  /** Of those that are only for a resume the last two are kept, unless the recipe asks for all of an epoch's end. */
  #register(
    run: QueuedRun,
    checkpoint: StoredCheckpoint & {
      step: number
      isFinal: boolean
      initialLoss: number | null
      secondsTrained: number
    },
  ): void {
    const { checkpoints } = this.#store
    this.#registered.add(checkpoint.file)
    this.#forget([checkpoint.file]) // needless where the run was purged meanwhile
    if (run.planned.recipe.checkpointEveryEpochs === null) {
      const { step, isFinal } = checkpoint
      this.#forget(
        isFinal ? checkpoints.remove(run.id, 'not final') : checkpoints.removeOutdated(run.id, step),
      )
    }
    checkpoints.add(run.id, checkpoint)
  }

  #forget(files: readonly string[]): void {
    for (const file of files) this.#needless.add(file)
  }

  #write(runId: string, action: () => void): void {
    this.#writer.write(action, ({ message }) => {
      this.#refusals.set(runId, `Not all that it told could be stored: ${message}`)
    })
  }

  /** A run whose status is refused has failed, if it has not ended: nothing else would ever change it. */
  #failUnwritten({ id }: QueuedRun, { message }: Error): void {
    this.#told.delete(id)
    const reason = `What became of it could not be stored: ${message}`
    const fail = (): void => {
      if (!['queued', 'running'].includes(this.#store.runs.status(id))) return
      this.#store.runs.update(id, { status: 'failed', reason })
    }
    this.#writer.write(fail, (error) => process.emitWarning(`Run ${id}: ${reason} ${error.message}`))
  }

  /** Done is not learned: a network may end no better than the best constant answer. */
  #outcomeOf({ id, chance, planned }: QueuedRun): RunOutcome {
    const accuracy = this.#store.runs.summary(id).finalTestAccuracy
    if (accuracy === null || chance === null) return 'done'
    return didNotLearn(accuracy, chance, planned.recipe.testExamples) ? 'did not learn' : 'done'
  }

  /** At once, or after what of this run is still being written to a file. */
  #inOrder(runId: string, action: () => void): void {
    const before = this.#writing.get(runId)
    if (before === undefined) action()
    else this.#hold(runId, before.then(action))
  }

  #hold(runId: string, work: Promise<void>): void {
    const held = work.finally(() => {
      // Unless more was held behind it.
      if (this.#writing.get(runId) === held) this.#writing.delete(runId)
    })
    this.#writing.set(runId, held)
  }
}
