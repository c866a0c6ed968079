import { WorkbenchError } from '../../contract/errors.ts'
import { randomBytes } from 'node:crypto'

/** An id for the outside: 16 hexadecimal digits, not to be guessed from another. */
export function newId(): string {
  return randomBytes(8).toString('hex')
}

/** @throws WorkbenchError `not-found` when there is no such row */
export function found<T>(row: T | undefined, what: 'experiment' | 'run', id: string): T {
  if (row !== undefined) return row
  throw new WorkbenchError(
    'not-found',
    `There is no ${what} ${id}. List the ${what}s to see which there are.`,
  )
}
