/**
 * A process that speaks the trainer's contract without training, for faults that the real trainer cannot produce
 * on demand. `faults.json` in the job's data folder says by run key what goes wrong.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type {
  Checkpoint,
  Member,
  TrainerCommand,
  TrainerEvent,
  TrainJob,
} from '../../src/contract/trainer.ts'

export type Fault =
  'crash' | 'crash-once' | 'garbage' | 'wrong-run' | 'no-result' | 'fail' | 'diverge' | 'wait' | 'deaf'

const say = (event: TrainerEvent | { type: 'nonsense' }): void => void process.send!(event)
const waiting = new Set<string>()
let job: TrainJob | undefined

function checkpointOf({ learningRate, start }: Member): Checkpoint {
  const before = start.from === 'weights' ? start.tensors['0.weight']![0]! : 0
  const weight = Float32Array.of(before + learningRate)
  const tensors = { '0.weight': weight, '0.weight:velocity': Float32Array.of(1) }
  return { step: 1, secondsTrained: 0.5, initialLoss: 2, tensors }
}

function finish(member: Member, outcome: 'done' | 'diverged' | 'stopped'): void {
  const scores = { loss: 1, accuracy: 0.5 }
  const result =
    outcome === 'stopped'
      ? null
      : {
          running: scores,
          precise: null,
          batch: null,
          confusion: new Int32Array(100),
          predicted: new Uint8Array(),
        }
  say({ type: 'finished', runKey: member.runKey, outcome, checkpoint: checkpointOf(member), result })
}

function isSecondTry(folder: string, key: string): boolean {
  const marker = join(folder, `${key}.tried`)
  if (existsSync(marker)) return true
  writeFileSync(marker, '')
  return false
}

function train(member: Member, folder: string, faults: Partial<Record<string, Fault>>): void {
  const { runKey } = member
  const one = (value: number) => Float32Array.of(value)
  say({
    type: 'metrics',
    runKey,
    firstStep: 0,
    loss: one(NaN),
    accuracy: one(0),
    gradientNorm: one(1),
    seconds: one(0.1),
  })
  switch (faults[runKey]) {
    case 'crash':
      process.stderr.write('out of luck\n')
      return process.exit(3)
    case 'crash-once':
      return isSecondTry(folder, runKey) ? finish(member, 'done') : process.exit(3)
    case 'garbage':
      return say({ type: 'nonsense' })
    case 'wrong-run':
      return finish({ ...member, runKey: 'of another' }, 'done')
    case 'fail':
      return say({ type: 'failed', jobId: job!.jobId, message: 'does not fit' })
    case 'no-result':
      return
    case 'wait':
    case 'deaf':
      return void waiting.add(runKey)
    case 'diverge':
      return finish(member, 'diverged')
    case undefined:
      finish(member, 'done')
  }
}

process.on('message', (command: TrainerCommand) => {
  switch (command.type) {
    case 'train': {
      job = command.job
      const faults = JSON.parse(readFileSync(join(job.datasetFolder, 'faults.json'), 'utf8')) as Record<
        string,
        Fault
      >
      say({ type: 'started', jobId: job.jobId, backend: 'cpu', reason: 'a stand-in' })
      for (const member of job.members) train(member, job.datasetFolder, faults)
      if (waiting.size === 0) say({ type: 'idle', jobId: job.jobId })
      return
    }
    case 'stop': {
      const faults = JSON.parse(readFileSync(join(job!.datasetFolder, 'faults.json'), 'utf8')) as Record<
        string,
        Fault
      >
      const stopping = job!.members.filter(({ runKey }) => waiting.has(runKey) && faults[runKey] !== 'deaf')
      for (const member of stopping) {
        waiting.delete(member.runKey)
        finish(member, 'stopped')
      }
      if (waiting.size === 0) say({ type: 'idle', jobId: job!.jobId })
      return
    }
    case 'probe':
      return say({ type: 'probed', backends: [] })
    case 'yield':
      return
    case 'exit':
      process.disconnect()
  }
})
process.on('disconnect', () => process.exit())
say({ type: 'ready', versions: {} })
