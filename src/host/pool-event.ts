import type { BackendName, TrainerEvent } from '../contract/trainer.ts'
import type { StatusChange } from './run-queue.ts'

/** What a trainer says of one run. */
export type RunEvent = Extract<TrainerEvent, { runKey: string }>

/** What the pool tells while it works, in the order in which it happens. */
export type PoolEvent =
  | { type: 'trainer-ready'; versions: Record<string, string> }
  /** `running` begins an attempt: what an earlier attempt said of the run is void. */
  | ({ type: 'status' } & StatusChange)
  | { type: 'assigned'; trainer: number; runKeys: string[] }
  | { type: 'backend-chosen'; runKeys: string[]; backend: BackendName; reason: string }
  | RunEvent
