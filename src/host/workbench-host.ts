import os from 'node:os'
import { Settings, type HostHandlers } from '../contract/host.ts'
import { DOWNLOAD_SOURCES, type DownloadSource } from '../datasets/download-sources.ts'
import { compareCalls } from './calls/compare.ts'
import { datasetCalls } from './calls/datasets.ts'
import { exportCalls } from './calls/exports.ts'
import { experimentCalls } from './calls/experiments.ts'
import type { HostContext } from './calls/host-context.ts'
import { planCalls } from './calls/plan.ts'
import { reportCalls } from './calls/reports.ts'
import { runCalls } from './calls/runs.ts'
import { systemCalls } from './calls/system.ts'
import { CheckpointFiles } from './checkpoint-files.ts'
import { Downloads } from './downloads.ts'
import { Hints } from './hints.ts'
import { openStore, type Store } from './store/open-store.ts'
import type { SpawnTrainer } from './supervised-trainer.ts'
import { spawnTrainer } from './trainer-process.ts'
import { Training } from './training/training.ts'

export type HostOptions = {
  database: string
  /** Where data sets are kept. */
  home: string
  /** Throws when this process no longer holds the database; asked before every write. */
  guard?: () => void
  /** Trainers at once, whatever the settings say. */
  parallel?: number
  spawn?: SpawnTrainer
  graceSeconds?: number
  /** What can be fetched from the network, and where. */
  downloadSources?: readonly DownloadSource[]
  /** A mirror that sends nothing for so long is given up for the next. */
  stallSeconds?: number
  checkpointEverySeconds?: number
}

export type WorkbenchHost = {
  handlers: HostHandlers
  subscribe: Hints['subscribe']
  /** Why nothing can be written, in sentences; null when it can. */
  readOnlyReason: string | null
  /** Interrupts what trains, to be resumed by the next host, and closes the database. */
  close: () => Promise<void>
  /** Ends the trainers at once and writes nothing more: for a host that has lost its database to another. */
  abandon: () => void
}

const usual: Settings = { parallel: null, leaveOneCoreFree: false }
const TAKEN_OVER =
  'The program that trained it ended without a word. Resume it to go on from its last checkpoint.'

/**
 * Opens the database as its only host. What an earlier host had in training becomes *interrupted*; this one trains what
 * it is asked to create or resume, and nothing else.
 * @throws WorkbenchError `unavailable` when the database can't be opened
 */
export function startHost(options: HostOptions): WorkbenchHost {
  const { database, home, guard, spawn = spawnTrainer } = options
  const startedAt = Date.now()
  const store = openStore(database, guard ? { guard } : {})
  if (store.readOnlyReason === null) store.runs.interruptRunning(TAKEN_OVER)
  const settings = settingsIn(store)
  const trainers = () => options.parallel ?? trainersFor(settings.get())
  const [files, hints] = [new CheckpointFiles(database), new Hints()]
  const training = new Training({ ...options, store, files, hints, spawn, trainers })
  const downloads = new Downloads({
    ...{ home, hints, sources: options.downloadSources ?? DOWNLOAD_SOURCES },
    stallSeconds: options.stallSeconds ?? 15,
  })
  const closing = new AbortController()
  const { isUsed } = store.checkpoints
  const sweep = () => files.sweep(startedAt, isUsed, () => closing.signal.aborted)
  const sweeping = store.readOnlyReason === null ? sweep().catch(warn) : undefined
  const context: HostContext = {
    ...{ home, store, files, hints, training, downloads, spawn, settings, trainers },
    closing: closing.signal,
  }
  return {
    handlers: {
      ...planCalls(context),
      ...experimentCalls(context),
      ...compareCalls(context),
      ...exportCalls(context),
      ...reportCalls(context),
      ...runCalls(context),
      ...datasetCalls(context),
      ...systemCalls(context),
    },
    subscribe: (listener) => hints.subscribe(listener),
    readOnlyReason: store.readOnlyReason,
    async close() {
      closing.abort()
      await downloads.close()
      await sweeping
      await training.close().finally(() => store.close())
    },
    abandon() {
      closing.abort()
      void downloads.close()
      training.abandon()
      store.close()
    },
  }
}

/** What is left behind costs disk, nothing else. */
function warn({ message }: Error): void {
  process.emitWarning(`Files of former runs could not be removed: ${message}`)
}

/** One trainer per core unless the user says otherwise, and at least one. */
function trainersFor({ parallel, leaveOneCoreFree }: Settings): number {
  const cores = os.availableParallelism()
  return parallel ?? Math.max(1, leaveOneCoreFree ? cores - 1 : cores)
}

function settingsIn(store: Store): HostContext['settings'] {
  const get = (): Settings => {
    const stored = Settings.safeParse(store.settings.get('settings'))
    return stored.success ? stored.data : usual
  }
  return {
    get,
    change(changes) {
      const before = get()
      const changed = {
        parallel: changes.parallel === undefined ? before.parallel : changes.parallel,
        leaveOneCoreFree: changes.leaveOneCoreFree ?? before.leaveOneCoreFree,
      }
      store.settings.set('settings', changed)
      return changed
    },
  }
}
