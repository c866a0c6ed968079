import { execFile, execFileSync, fork } from 'node:child_process'
import { cpus } from 'node:os'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import * as z from 'zod/mini'
import { TrainerEvent, type TrainJob } from '../../src/contract/trainer.ts'
import { expandGrid } from '../../src/domain/grid.ts'
import { withOverrides } from '../../src/domain/overrides.ts'
import { assignment } from '../../src/domain/presets/assignment.ts'
import type { BenchData } from './bench-data.ts'

/** One line of the bench: the assignment's network at a batch size, with or without batch normalization. */
export type Setting = { batchSize: number; arm: 'batch' | 'none' }

/** The last message of logging-cost.ts; all before it are a trainer's events. */
const LoggingCost = z.object({ logged: z.number(), bare: z.number(), ratio: z.number() })

/** The first epoch warms the engines up; the second is timed. */
const EPOCHS = 2

/** Seconds per run-epoch of our trainers, one a core, through the real process and contract. */
export async function timeOurs(setting: Setting, data: BenchData): Promise<number> {
  return perRun(await Promise.all(cpus().map((_, core) => trainLogged(jobOf(setting, data, [core + 1])))))
}

/** Processor microseconds of a step with every step logged and without, and their ratio: medians of turns. */
export function loggingCost(setting: Setting, data: BenchData): Promise<z.output<typeof LoggingCost>> {
  const script = fork(new URL('logging-cost.ts', import.meta.url), { serialization: 'advanced' })
  script.send(jobOf(setting, data, [1]))
  return new Promise((resolve, reject) => {
    script.on('message', (message) => {
      const answer = LoggingCost.safeParse(message)
      if (answer.success) resolve(answer.data)
    })
    script.on('exit', (code) => reject(new Error(`The measuring process ended with exit code ${code}.`)))
  })
}

/** Seconds per run-epoch of as many single-threaded PyTorch processes as there are cores. */
export function timeTorch(python: string, setting: Setting, data: BenchData): Promise<number> {
  return timeTorchOn('cpu', python, setting, data, cpus().length)
}

/** Seconds per run-epoch of so many PyTorch processes at once on a device. Throws what Python says when it fails. */
export async function timeTorchOn(
  device: 'cpu' | 'cuda',
  python: string,
  { batchSize, arm }: Setting,
  data: BenchData,
  processes: number,
): Promise<number> {
  const script = fileURLToPath(new URL('torch_engine.py', import.meta.url))
  const { trainImages, trainLabels } = data.files
  const settings = [trainImages, trainLabels, String(batchSize), arm, String(EPOCHS)]
  const env = { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' }
  const runs = Array.from({ length: processes }, async (_, seed) => {
    const { stdout } = await promisify(execFile)(python, [script, ...settings, String(seed), device], { env })
    return Number(stdout.trim().split('\n').at(-1)!.split(' ')[0])
  })
  return perRun(await Promise.all(runs))
}

export function torchVersion(python: string): string {
  return execFileSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' }).trim()
}

/** Processes that each take s seconds finish Σ 1/s run-epochs a second. */
function perRun(seconds: readonly number[]): number {
  return 1 / seconds.reduce((rate, each) => rate + 1 / each, 0)
}

/** Trains a job in the real trainer process; the seconds of its last epoch. Throws why it failed. */
export function trainLogged(job: TrainJob): Promise<number> {
  const trainer = fork(new URL('../../src/trainer/main.ts', import.meta.url), { serialization: 'advanced' })
  const ends: number[] = []
  let last = 0
  return new Promise((resolve, reject) => {
    trainer.on('message', (message) => {
      const event = TrainerEvent.parse(message)
      if (event.type === 'ready') trainer.send({ type: 'train', job })
      if (event.type === 'metrics') last = event.seconds.at(-1)!
      if (event.type === 'evaluated') ends.push(last)
      if (event.type === 'failed') reject(new Error(event.message))
      if (event.type === 'idle') trainer.send({ type: 'exit' })
    })
    trainer.on('exit', () => resolve(ends.at(-1)! - (ends.at(-2) ?? 0)))
  })
}

/** The assignment's runs of this setting and these seeds on the bench's data, as one cohort. */
export function jobOf({ batchSize, arm }: Setting, { info, folder }: BenchData, seeds: number[]): TrainJob {
  const parsed = withOverrides(assignment.spec, { batchSizes: [batchSize], seeds, epochs: EPOCHS })
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'))
  const runs = expandGrid(parsed.spec, info).filter(({ recipe }) => recipe.normalization.type === arm)
  const members = runs.map(({ key, seed, scaledLearningRate }) => ({
    runKey: key,
    seed,
    learningRate: scaledLearningRate,
    start: { from: 'fresh' } as const,
  }))
  return { jobId: 'bench', datasetFolder: folder, recipe: runs[0]!.recipe, members, backend: 'wasm' }
}
