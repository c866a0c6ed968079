import type { Settings } from '../../contract/host.ts'
import type { CheckpointFiles } from '../checkpoint-files.ts'
import type { Downloads } from '../downloads.ts'
import type { Hints } from '../hints.ts'
import type { Store } from '../store/open-store.ts'
import type { SpawnTrainer } from '../supervised-trainer.ts'
import type { Training } from '../training/training.ts'

export type SettingsChange = { [K in keyof Settings]?: Settings[K] | undefined }

/** What the handlers of the host's calls work on. */
export type HostContext = {
  /** Where data sets are kept. */
  home: string
  store: Store
  files: CheckpointFiles
  hints: Hints
  training: Training
  downloads: Downloads
  spawn: SpawnTrainer
  settings: { get: () => Settings; change: (changes: SettingsChange) => Settings }
  /** How many trainers work at once. */
  trainers: () => number
  /** Aborted when the host closes or has lost its database. */
  closing: AbortSignal
}
