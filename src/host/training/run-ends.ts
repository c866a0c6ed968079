import type { Slot, Stop } from './trainer-slots.ts'
import type { TrainingQueue } from './training-queue.ts'

/** What becomes of the runs that a trainer was given and did not finish. */

/** They fail, for this reason. */
export function endRuns(queue: TrainingQueue, slot: Slot, reason: string): void {
  const runIds = takePending(slot)
  for (const id of runIds) queue.settle(id, 'failed', reason)
}

/** What was to stop meanwhile stops; the rest is queued again. */
export function startRunsAgain(queue: TrainingQueue, slot: Slot, reason: string): void {
  const { stops } = slot
  const runIds = takePending(slot)
  for (const id of runIds.filter((runId) => stops.has(runId))) settleStopped(queue, id, stops.get(id), '')
  queue.lose(
    runIds.filter((id) => !stops.has(id)),
    reason,
  )
}

/** Their trainer is gone: what was to stop, or all while the pool closes, has stopped so; the rest gets another try. */
export function loseRuns(queue: TrainingQueue, slot: Slot, isClosing: boolean, reason: string): void {
  const { stops } = slot
  const lost = takePending(slot)
  const isEnding = (id: string) => isClosing || stops.has(id)
  for (const id of lost.filter(isEnding)) settleStopped(queue, id, stops.get(id), reason)
  queue.lose(
    lost.filter((id) => queue.has(id)),
    reason,
  )
}

function takePending(slot: Slot): string[] {
  const runIds = [...slot.pending.keys()]
  slot.pending = new Map()
  return runIds
}

/** A run that was asked to stop, and whose trainer ended instead. */
function settleStopped(queue: TrainingQueue, runId: string, stop: Stop | undefined, how: string): void {
  const { status, reason } = stop ?? { status: 'interrupted', reason: '' }
  queue.settle(runId, status, `${reason} ${how}`.trim())
}
