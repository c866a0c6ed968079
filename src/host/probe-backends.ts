import { WorkbenchError } from '../contract/errors.ts'
import type { BackendReport } from '../contract/trainer.ts'
import type { SpawnTrainer } from './supervised-trainer.ts'
import { spawnTrainer } from './trainer-process.ts'

export type Probe = { backends: BackendReport[]; versions: Record<string, string> }

/**
 * Starts a trainer and asks it what it can train on here, and why not on the others. It may take seconds.
 * @throws WorkbenchError `trainer-lost` when the trainer ends before it has answered
 */
export function probeBackends(spawn: SpawnTrainer = spawnTrainer): Promise<Probe> {
  return new Promise((resolve, reject) => {
    let versions: Probe['versions'] = {}
    const trainer = spawn({
      onEvent(event) {
        if (event.type === 'ready') ({ versions } = event)
        if (event.type !== 'probed') return
        resolve({ backends: event.backends, versions })
        trainer.send({ type: 'exit' })
      },
      onEnd: (reason) => reject(new WorkbenchError('trainer-lost', reason)),
    })
    trainer.send({ type: 'probe' })
  })
}
