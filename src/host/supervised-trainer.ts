import * as z from 'zod/mini'
import { WorkbenchError } from '../contract/errors.ts'
import { TrainerCommand, TrainerEvent } from '../contract/trainer.ts'
import { schemaWords } from '../contract/schema-words.ts'

/** A trainer as the pool sees it. */
export type TrainerProcess = {
  /** @throws WorkbenchError `internal` when the command is not what the contract says */
  send(command: TrainerCommand): void
  /** Ends it at once and hears nothing more of it; `reason` is reported in place of how it ended. */
  kill(reason?: string): void
}

export type TrainerHandlers = {
  onEvent(event: TrainerEvent): void
  /** Called once, after the last event, when the process has ended; `reason` is a sentence for the user. */
  onEnd(reason: string): void
}

/** How the pool gets its trainers: given to it, so that another shell can start them in its own way. */
export type SpawnTrainer = (handlers: TrainerHandlers) => TrainerProcess

/** The same for a shell with a page: its trainers let the page and the host go first. */
export function givingWay(spawn: SpawnTrainer): SpawnTrainer {
  return (handlers) => {
    const trainer = spawn(handlers)
    trainer.send({ type: 'yield' })
    return trainer
  }
}

/** A process that was started as a trainer, in whatever way. */
export type TrainerChild = {
  post(command: TrainerCommand): void
  onMessage(listener: (message: unknown) => void): void
  /** Calls back once, after the process has ended and all that it sent has been read; `how` is a sentence. */
  onceEnded(listener: (how: string) => void): void
  kill(): void
}

/**
 * Validates what crosses in both directions; a trainer that says something outside the contract is ended, for nothing
 * that it says can be trusted.
 */
export function superviseTrainer(child: TrainerChild, handlers: TrainerHandlers): TrainerProcess {
  let fault: string | undefined
  let isHeard = true

  const kill = (reason?: string): void => {
    isHeard = false
    fault ??= reason
    child.kill()
  }
  child.onMessage((message) => {
    if (!isHeard) return
    const parsed = TrainerEvent.safeParse(message, schemaWords)
    if (parsed.success) handlers.onEvent(parsed.data)
    else kill(`The trainer sent a message outside the contract: ${z.prettifyError(parsed.error)}`)
  })
  child.onceEnded((how) => handlers.onEnd(fault ?? how))

  return {
    send(command) {
      const parsed = TrainerCommand.safeParse(command, schemaWords)
      if (!parsed.success)
        throw new WorkbenchError('internal', `Bad command to a trainer: ${z.prettifyError(parsed.error)}`)
      child.post(parsed.data)
    },
    kill,
  }
}
