import { fork, type ChildProcess } from 'node:child_process'
import { keepLastOutput } from './last-output.ts'
import { superviseTrainer, type TrainerHandlers, type TrainerProcess } from './supervised-trainer.ts'

const trainerScript = new URL('../trainer/main.ts', import.meta.url)

/**
 * Starts a trainer as a process of its own under this Node.
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
  const lastOutput = keepLastOutput([child.stdout, child.stderr])
  return superviseTrainer(
    {
      // A channel that has closed meanwhile needs no error of its own: the end is reported by `onceEnded`.
      post: (command) => void child.send(command, () => undefined),
      onMessage: (listener) => void child.on('message', listener),
      onceEnded: (listener) => onceEnded(child, (how) => listener(`${how}${lastOutput()}`)),
      kill: () => void child.kill('SIGKILL'),
    },
    handlers,
  )
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
