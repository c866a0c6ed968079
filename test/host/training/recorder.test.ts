import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { WorkbenchError } from '../../../src/contract/errors.ts'
import { CheckpointFiles } from '../../../src/host/checkpoint-files.ts'
import { readEnvironment } from '../../../src/host/environment.ts'
import { Recorder } from '../../../src/host/training/recorder.ts'
import type { QueuedRun } from '../../../src/host/training/training-queue.ts'
import { Writer } from '../../../src/host/training/writer.ts'
import { addExperiment } from '../store/stored-experiments.ts'
import { temporaryStore } from '../store/temporary-store.ts'

/** A recorder of one run in training, on a disk that can be made full. */
function recorderOfOne() {
  const store = temporaryStore()
  const { id: experimentId, runIds } = addExperiment(store, {}, 1)
  const { id, planned } = store.runs.get(runIds[0]!)
  const files = new CheckpointFiles(store.file)
  const disk = { isFull: false }
  const writer = new Writer({
    transaction: (action) =>
      store.transaction(() => {
        action()
        if (disk.isFull) throw new WorkbenchError('unavailable', 'the disk is full')
      }),
    onWritten: () => recorder.removeNeedless(),
    onProblem: () => undefined,
  })
  const recorder = new Recorder(store, files, writer, () => readEnvironment(1, {}))
  const run: QueuedRun = {
    ...{ id, experimentId, planned, parentId: null, startStep: 0 },
    ...{ backend: 'cpu', datasetFolder: '', chance: null },
  }
  recorder.changeStatus({ run, status: 'running', reason: null })
  const checkpointOf = (step: number) => {
    const tensors = { '0.weight': Float32Array.of(step) }
    return { step, secondsTrained: step, initialLoss: 1, tensors }
  }
  return {
    ...{ store, files, writer, recorder, run, disk, checkpointOf },
    tellCheckpoint: async (step: number) => {
      recorder.tell(run, { type: 'checkpoint', runKey: id, checkpoint: checkpointOf(step) })
      await recorder.settled(id)
      writer.flush()
      await recorder.removed()
    },
    steps: () => store.checkpoints.of(id).map(({ step }) => step),
    areThere: () => store.checkpoints.of(id).every(({ file }) => existsSync(files.pathOf(file))),
    fileCount: () => {
      const all = readdirSync(`${store.file}-files`, { recursive: true })
      return all.filter((name) => String(name).endsWith('.safetensors')).length
    },
  }
}

test('the last checkpoint and the one before it are kept, and their files alone', async () => {
  const { tellCheckpoint, steps, areThere, fileCount } = recorderOfOne()
  for (const step of [1, 2, 3, 3, 4]) await tellCheckpoint(step)
  expect(steps()).toEqual([3, 4])
  expect(areThere()).toBe(true)
  expect(fileCount()).toBe(2)
})

test('no file goes before the change that makes it needless is stored', async () => {
  const { tellCheckpoint, steps, areThere, fileCount, disk } = recorderOfOne()
  for (const step of [1, 2]) await tellCheckpoint(step)
  disk.isFull = true
  for (const step of [3, 4]) await tellCheckpoint(step)
  expect(steps()).toEqual([1, 2])
  expect(areThere()).toBe(true)
  disk.isFull = false
  await tellCheckpoint(5)
  expect(steps()).toEqual([4, 5])
  expect(areThere()).toBe(true)
  expect(fileCount()).toBe(2)
})

test('a run whose status is refused has failed, and says why', () => {
  const { store, recorder, run } = recorderOfOne()
  store.runs.setStatus(run.id, { status: 'queued' })
  recorder.changeStatus({ run, status: 'done', reason: null })
  recorder.tell(run, {
    ...{ type: 'metrics', runKey: run.id, firstStep: 7, loss: Float32Array.of(1) },
    ...{ accuracy: Float32Array.of(1), gradientNorm: Float32Array.of(1), seconds: Float32Array.of(1) },
  })
  return expect
    .poll(() => store.runs.get(run.id))
    .toMatchObject({ status: 'failed', reason: expect.stringMatching(/queued cannot become done/) as string })
})

test('what is refused of a run is said with its end', () => {
  const { store, recorder, run } = recorderOfOne()
  recorder.tell(run, {
    ...{ type: 'metrics', runKey: run.id, firstStep: 7, loss: Float32Array.of(1) },
    ...{ accuracy: Float32Array.of(1), gradientNorm: Float32Array.of(1), seconds: Float32Array.of(1) },
  })
  recorder.changeStatus({ run, status: 'stopped', reason: 'Stopped by the user.' })
  expect(store.runs.get(run.id)).toMatchObject({
    status: 'stopped',
    reason: expect.stringMatching(
      /^Stopped by the user\. Not all .* could be stored: .*begin at step 7/,
    ) as string,
  })
})
