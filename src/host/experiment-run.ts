import { WorkbenchError } from '../contract/errors.ts'
import { readDataset } from '../datasets/prepared.ts'
import { CheckpointFolder } from './checkpoint-folder.ts'
import { readEnvironment } from './environment.ts'
import type { ExperimentPlan } from './experiment-plan.ts'
import { ExperimentProgress, type Progress } from './experiment-progress.ts'
import { RESULTS_FORMAT, type ExperimentRecord } from '../contract/experiment-record.ts'
import type { PoolEvent } from './pool-event.ts'
import { RunRecorder } from './run-recorder.ts'
import { TrainerPool } from './trainer-pool.ts'
import { spawnTrainer, type SpawnTrainer } from './trainer-process.ts'

export type RunOptions = {
  /** The results file that the record is for: the checkpoints go into a folder beside it. */
  resultsFile: string
  /** The preset that the spec came from. */
  preset: string | null
  /** How often results of this question have been judged, these included; 1 unless given. */
  looks?: number
  onEvent?(event: PoolEvent): void
  spawn?: SpawnTrainer
}

/** An experiment that trains. */
export type ExperimentRun = {
  progress(): Progress
  /** Within a step; what has been trained so far stays in the record. */
  stop(): void
  /** At once. */
  kill(): void
  /** What became of it, when everything has ended. */
  ended: Promise<ExperimentRecord>
}

/**
 * Starts all runs of a plan.
 * @throws WorkbenchError `bad-input` when the plan has problems; DatasetError when the data set can't be read
 */
export function startExperiment(plan: ExperimentPlan, options: RunOptions): ExperimentRun {
  if (plan.problems.length > 0) throw new WorkbenchError('bad-input', plan.problems.join('\n'))
  const startedAt = new Date()
  // Before the first step: nothing that is trained may depend on the data set still being there at the end.
  const chance = chanceOf(plan)
  const progress = new ExperimentProgress(plan.trained, plan.trainers)
  const recorders = new Map(plan.trained.map((run) => [run.key, new RunRecorder(run)]))
  const checkpoints = new CheckpointFolder(options.resultsFile, plan.trained)
  let versions: Record<string, string> = {}

  const pool = new TrainerPool(plan.trained, {
    spawn: options.spawn ?? spawnTrainer,
    trainers: plan.trainers,
    backend: plan.backend,
    datasetFolder: plan.dataset.folder,
    onEvent(event) {
      if (event.type === 'trainer-ready') versions = event.versions
      record(event, recorders)
      checkpoints.receive(event)
      progress.receive(event)
      options.onEvent?.(event)
    },
  })

  const toRecord = (): ExperimentRecord => {
    const context = { chance, targetAccuracy: plan.spec.targetAccuracy }
    return {
      format: RESULTS_FORMAT,
      version: 1,
      name: plan.spec.name,
      preset: options.preset,
      looks: options.looks ?? 1,
      startedAt: startedAt.toISOString(),
      seconds: (Date.now() - startedAt.getTime()) / 1000,
      spec: plan.spec,
      dataset: plan.dataset.info,
      chance,
      environment: readEnvironment(plan.trainers, versions),
      fairnessNotes: plan.notes.map(({ text }) => text),
      runs: plan.runs.map((run) => {
        const told = recorders.get(run.key)!.record(run, context)
        const reason = [told.reason, checkpoints.problemOf(run.key)].filter((part) => part !== null).join(' ')
        return { ...told, reason: reason || null, checkpoint: checkpoints.fileOf(run.key) }
      }),
    }
  }
  return {
    progress: () => progress.snapshot(),
    stop: () => pool.stop(),
    kill: () => pool.kill(),
    ended: pool.ended.then(() => checkpoints.settled()).then(toRecord),
  }
}

function record(event: PoolEvent, recorders: ReadonlyMap<string, RunRecorder>): void {
  switch (event.type) {
    case 'status':
      return recorders.get(event.run.key)!.changeStatus(event)
    case 'backend-chosen':
      for (const key of event.runKeys) recorders.get(key)!.chooseBackend(event)
      return
    case 'trainer-ready':
    case 'assigned':
      return
    default:
      return recorders.get(event.runKey)!.receive(event)
  }
}

/** The share of the most frequent class among the test images used: what the best constant answer gets right. */
function chanceOf({ spec, dataset }: ExperimentPlan): number {
  const used = spec.data.testExamples ?? dataset.info.testCount
  const labels = readDataset(dataset.folder).test.labels.subarray(0, used)
  const counts = new Uint32Array(dataset.info.classes)
  for (const label of labels) counts[label]!++
  return Math.max(...counts) / used
}
