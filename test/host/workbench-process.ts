/**
 * A process that opens a workbench, as a shell does, and makes the calls that its parent sends.
 * Arguments: database, home, and maybe a file, into which all that trainers tell is noted at once: when, of which run, up
 * to which step. Says { role } when it is open and again after it has reconnected.
 */
import { openSync, writeSync } from 'node:fs'
import type { TrainerEvent } from '../../src/contract/trainer.ts'
import { openWorkbench } from '../../src/host/open-workbench.ts'
import type { SpawnTrainer } from '../../src/host/supervised-trainer.ts'
import { spawnTrainer } from '../../src/host/trainer-process.ts'

const [database, home, notesFile] = process.argv.slice(2) as [string, string, string?]
const notes = notesFile === undefined ? null : openSync(notesFile, 'a')
const spawn: SpawnTrainer = (handlers) =>
  spawnTrainer({
    onEnd: (reason) => handlers.onEnd(reason),
    onEvent(event: TrainerEvent) {
      if (notes !== null && event.type === 'metrics')
        writeSync(notes, `${Date.now()} ${event.runKey} ${event.firstStep + event.loss.length}\n`)
      handlers.onEvent(event)
    },
  })
const say = (message: object): void => void process.send!(message)

try {
  const workbench = await openWorkbench({
    ...{ database, home, spawn, checkpointEverySeconds: 0.2 },
    onReconnected: () => say({ role: workbench.role() }),
  })
  process.on('message', ({ id, call, input }: { id: number; call: string; input: object }) => {
    if (call === 'close') return void workbench.close().then(() => process.exit(0))
    workbench.api.call(call as 'queue.state', input as never).then(
      (answer) => say({ id, answer }),
      (error: unknown) => say({ id, error: { ...(error as object), message: (error as Error).message } }),
    )
  })
  process.on('disconnect', () => process.exit(0))
  say({ role: workbench.role() })
} catch (error) {
  say({ failed: (error as Error).message })
  process.exit(1)
}
