import { fork, type ChildProcess } from 'node:child_process'
import * as z from 'zod/mini'
import { TrainerCommand, TrainerEvent } from '../contract/trainer.ts'
import { WorkbenchError } from '../contract/errors.ts'
import { inWords } from './in-words.ts'

/** A trainer as the pool sees it. */
export type TrainerProcess = {
  /** @throws WorkbenchError `internal` when the command is not what the contract says */
  send(command: TrainerCommand): void
  /** Ends it at once and hears nothing more of it; `reason` is reported in place of the exit code. */
  kill(reason?: string): void
}

export type TrainerHandlers = {
  onEvent(event: TrainerEvent): void
  /** Called once, after the last event, when the process has ended; `reason` is a sentence for the user. */
  onEnd(reason: string): void
}

/** How the pool gets its trainers: given to it, so that another shell can start them in its own way. */
export type SpawnTrainer = (handlers: TrainerHandlers) => TrainerProcess

const trainerScript = new URL('../trainer/main.ts', import.meta.url)
const OUTPUT_TAIL_CHARACTERS = 2000

/**
 * Starts a trainer as a process of its own under this Node. What crosses is validated in both directions; a
 * trainer that says something outside the contract is ended, for nothing that it says can be trusted.
 * @param script the program to start, the trainer unless a test gives another
 */
export function spawnTrainer(handlers: TrainerHandlers, script: URL = trainerScript): TrainerProcess {
  const child = fork(script, [], {
    serialization: 'advanced', // typed arrays cross as typed arrays, NaN and ±Infinity as they are
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // Out of the terminal's process group: Ctrl-C reaches the host alone, which then stops its trainers in order.
    detached: process.platform !== 'win32',
  })
  let fault: string | undefined
  let isHeard = true
  const lastOutput = keepLastOutput(child)

  const kill = (reason?: string): void => {
    isHeard = false
    fault ??= reason
    child.kill('SIGKILL')
  }
  child.on('message', (message: unknown) => {
    if (!isHeard) return
    const parsed = TrainerEvent.safeParse(message, inWords)
    if (parsed.success) handlers.onEvent(parsed.data)
    else kill(`The trainer sent a message outside the contract: ${z.prettifyError(parsed.error)}`)
  })
  onceEnded(child, (how) => handlers.onEnd(fault ?? `${how}${lastOutput()}`))

  return {
    send(command) {
      const parsed = TrainerCommand.safeParse(command, inWords)
      if (!parsed.success)
        throw new WorkbenchError('internal', `Bad command to a trainer: ${z.prettifyError(parsed.error)}`)
      // A channel that has closed meanwhile needs no error of its own: the end is reported by `onEnd`.
      child.send(parsed.data, () => undefined)
    },
    kill,
  }
}

/** Calls back once, after the process has ended and all that it sent has been read. */
function onceEnded(child: ChildProcess, ended: (how: string) => void): void {
  child.once('error', (error) => ended(`The trainer could not be started: ${error.message}.`))
  child.once('close', (code, signal) => {
    if (child.pid === undefined) return // `error` has said it
    const how = signal === null ? `with exit code ${code ?? 'unknown'}` : `by signal ${signal}`
    ended(`The trainer process ended ${how}.`)
  })
}

function keepLastOutput(child: ChildProcess): () => string {
  let tail = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-OUTPUT_TAIL_CHARACTERS)
    })
  return () => (tail.trim() === '' ? '' : ` It last said: ${tail.trim()}`)
}
