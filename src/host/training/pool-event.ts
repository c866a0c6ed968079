import type { BackendName, TrainerEvent } from '../../contract/trainer.ts'
import type { QueuedRun } from './training-queue.ts'

/** What a trainer says of one run. */
export type RunEvent = Extract<TrainerEvent, { runKey: string }>

/** What the pool tells while it works, in the order in which it happens; the queue tells of each change of status. */
export type PoolEvent =
  | { type: 'trainer-ready'; versions: Record<string, string> }
  | { type: 'assigned'; trainer: number; runs: QueuedRun[] }
  | { type: 'unassigned'; trainer: number }
  | { type: 'backend-chosen'; runIds: string[]; backend: BackendName; reason: string }
  | { type: 'told'; run: QueuedRun; event: RunEvent }
