import { setTimeout } from 'node:timers/promises'
import type { WorkbenchProcess } from '../host/workbench-processes.ts'

const AGREED_WITHIN_MS = 10_000

/**
 * Two processes stop an experiment at once, and resume it at once. What the database says of its runs and what the queue
 * holds must agree after both; where they do not, `problems` says so.
 */
export async function stopAndResume(
  one: WorkbenchProcess,
  other: WorkbenchProcess,
  id: string,
  problems: string[],
): Promise<void> {
  const both = (name: 'experiments.stop' | 'experiments.resume') =>
    Promise.all([one, other].map((process) => process.call(name, { id })))
  await both('experiments.stop')
  if (!(await agreed(one, id, true))) problems.push(`experiment ${id}: runs are open after all was stopped`)
  await both('experiments.resume')
  if (!(await agreed(one, id, false)))
    problems.push(`experiment ${id}: the queue and the database do not agree after it was resumed`)
}

/** Whether as many runs are queued or running by the queue as by the database, soon; where `isStopped`, none. */
async function agreed(host: WorkbenchProcess, id: string, isStopped: boolean): Promise<boolean> {
  const end = Date.now() + AGREED_WITHIN_MS
  while (Date.now() < end) {
    const queue = await host.call('queue.state', {})
    const { runs } = await host.call('experiments.get', { id })
    const isAgreed = runs.queued === queue.queued && runs.running === queue.running
    if (isAgreed && !(isStopped && queue.queued + queue.running > 0)) return true
    await setTimeout(20)
  }
  return false
}
