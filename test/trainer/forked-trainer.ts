import { fork, type ChildProcess } from 'node:child_process'
import { TrainerEvent, type TrainJob } from '../../src/contract/trainer.ts'

/** The real trainer process, and all that it has said so far. */
export type ForkedTrainer = {
  process: ChildProcess
  events: TrainerEvent[]
  send: (message: unknown) => void
  /** The next event of this type that has not been waited for; rejects when the process ends without one. */
  next: <T extends TrainerEvent['type']>(type: T) => Promise<Extract<TrainerEvent, { type: T }>>
  /** The exit code, once every event has arrived. */
  ended: Promise<number | null>
}

const running = new Set<ChildProcess>()

/** Ends what a failed test left behind. */
export function endTrainers(): void {
  running.forEach((process) => process.kill())
}

export function forkTrainer(environment: NodeJS.ProcessEnv = {}): ForkedTrainer {
  const process = fork(new URL('../../src/trainer/main.ts', import.meta.url), {
    serialization: 'advanced',
    env: { ...globalThis.process.env, ...environment },
    execArgv: [],
  })
  running.add(process)
  const events: TrainerEvent[] = []
  const waitedFor = new Set<TrainerEvent>()
  let changed = Promise.withResolvers<undefined>()
  const tell = () => {
    changed.resolve(undefined)
    changed = Promise.withResolvers()
  }
  process.on('message', (message) => {
    events.push(TrainerEvent.parse(message))
    tell()
  })
  const ended = new Promise<number | null>((resolve) => {
    process.on('exit', (code) => {
      running.delete(process)
      resolve(code)
      tell()
    })
  })
  return {
    process,
    events,
    ended,
    send: (message) => void process.send(message as object),
    async next(type) {
      for (;;) {
        const found = events.find((event) => event.type === type && !waitedFor.has(event))
        if (found) {
          waitedFor.add(found)
          return found as never
        }
        if (process.exitCode !== null) throw new Error(`the trainer ended before it said ${type}`)
        await changed.promise
      }
    },
  }
}

export const train = (job: TrainJob) => ({ type: 'train', job }) as const
