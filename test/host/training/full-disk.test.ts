import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { experimentCalls } from '../../../src/host/calls/experiments.ts'
import type { HostContext } from '../../../src/host/calls/host-context.ts'
import { CheckpointFiles } from '../../../src/host/checkpoint-files.ts'
import { Downloads } from '../../../src/host/downloads.ts'
import { Hints } from '../../../src/host/hints.ts'
import { experimentRecord } from '../../../src/host/record/experiment-record.ts'
import { openStore } from '../../../src/host/store/open-store.ts'
import { spawnTrainer } from '../../../src/host/trainer-process.ts'
import { Training } from '../../../src/host/training/training.ts'
import { barsHome } from '../bars-home.ts'
import { lossesOf } from '../running-host.ts'
import { tinySpec } from '../tiny-spec.ts'

/** A host put together by hand, because the test needs its database's own limit. */
async function hostWithStore() {
  const home = await barsHome()
  const database = join(home, 'workbench.db')
  const store = openStore(database)
  const [files, hints, trainers] = [new CheckpointFiles(database), new Hints(), () => 2]
  const training = new Training({ store, files, hints, spawn: spawnTrainer, trainers })
  const settings = {
    get: () => ({ parallel: 2, leaveOneCoreFree: false }),
    change: () => ({ parallel: 2, leaveOneCoreFree: false }),
  }
  const context: HostContext = {
    home,
    store,
    files,
    hints,
    training,
    downloads: new Downloads({ home, hints, sources: [], stallSeconds: 1 }),
    spawn: spawnTrainer,
    settings,
    trainers,
    closing: new AbortController().signal,
  }
  return { store, training, calls: experimentCalls(context) }
}

const spec = { ...tinySpec, seeds: [1], batchSizes: [64], budget: { unit: 'epochs', amount: 3000 } }

test(
  'while the disk is full training waits in memory, says so, and nothing is lost',
  { timeout: 60_000 },
  async () => {
    const { store, training, calls } = await hostWithStore()
    const create = async () =>
      (await calls['experiments.create']({ spec, backend: 'auto', preset: null, looks: 1 })).id
    const ended = (experiment: string) =>
      expect
        .poll(() => store.runs.ofExperiment(experiment).map(({ status }) => status), { timeout: 30_000 })
        .toEqual(['done', 'done'])
    const whole = await create()
    await ended(whole)
    const id = await create()
    await expect.poll(() => store.runs.ofExperiment(id)[0]!.stepsDone, { timeout: 20_000 }).toBeGreaterThan(0)

    const { database } = store.connection
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true }) as number}`)
    await expect.poll(() => training.state().problem, { timeout: 20_000 }).toMatch(/the disk is full/)
    expect(training.state().isPaused).toBe(true)
    const stuckAt = store.runs.ofExperiment(id).map(({ stepsDone }) => stepsDone)
    await setTimeout(300)
    expect(store.runs.ofExperiment(id).map(({ stepsDone }) => stepsDone)).toEqual(stuckAt)

    database.pragma('max_page_count = 1000000')
    await expect.poll(() => training.state().problem, { timeout: 10_000 }).toBeNull()
    await ended(id)
    const [disturbed, undisturbed] = [id, whole].map((one) => experimentRecord(store, one, 'steps'))
    expect(disturbed!.runs.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
    expect(lossesOf(disturbed!)).toEqual(lossesOf(undisturbed!))
    await training.close()
    store.close()
  },
)
