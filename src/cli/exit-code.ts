import { WorkbenchError } from '../contract/errors.ts'
import { InterruptedError } from './interruption.ts'

/** What the process's exit code says; README.md documents them. */
export const EXIT = { ok: 0, failed: 1, badInput: 2, interrupted: 130 } as const

/** Whether the user can do something about it, or something went wrong in the program. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof InterruptedError) return EXIT.interrupted
  if (!(error instanceof WorkbenchError)) return EXIT.failed
  return ['bad-input', 'not-found', 'conflict'].includes(error.code) ? EXIT.badInput : EXIT.failed
}
