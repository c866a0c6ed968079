import { readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import process from 'node:process'

/**
 * With every core in training a page would wait long for each of its turns, and the host could not answer: they come
 * first. What nobody else wants is the trainer's, so on a machine that only trains this costs nothing. Where a system
 * forbids it, training goes on as it would have.
 */
export function yieldToOthers(): void {
  const { PRIORITY_BELOW_NORMAL } = os.constants.priority
  attempt(() => os.setPriority(PRIORITY_BELOW_NORMAL))
  // Linux shares the cores between sessions first (sched(7), autogroup): one of its own makes a trainer the equal of
  // the whole app, whatever its priority. In the app's session it must not be set, for it counts for all of it.
  if (process.platform === 'linux')
    attempt(() => isOwnSession() && writeFileSync('/proc/self/autogroup', String(PRIORITY_BELOW_NORMAL)))
}

/** proc(5): the session is the fourth field after the program's name, which may hold spaces and brackets. */
function isOwnSession(): boolean {
  const stat = readFileSync('/proc/self/stat', 'utf8')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]) === process.pid
}

function attempt(change: () => void): void {
  try {
    change()
  } catch {
    // Not allowed, or no such thing here.
  }
}
