import { WorkbenchError } from '../../contract/errors.ts'

/** What SQLite's result codes mean to a user, by the beginning of the code. */
const meanings: readonly [code: string, meaning: string][] = [
  ['SQLITE_FULL', 'the disk is full. Free some space; nothing that was stored before is lost'],
  [
    'SQLITE_READONLY',
    'it may not be written to. Make the file and its folder writable, or choose another file',
  ],
  [
    'SQLITE_CANTOPEN',
    'it cannot be opened or created. Check that its folder exists and is writable, or choose another file',
  ],
  ['SQLITE_PERM', 'access to it is not allowed. Change its permissions, or choose another file'],
  ['SQLITE_BUSY', 'another program is writing to it. Close that program, then try again'],
  ['SQLITE_LOCKED', 'another program is writing to it. Close that program, then try again'],
  ['SQLITE_NOTADB', 'it is not a database of this program. Choose another file, or move this one away'],
  ['SQLITE_CORRUPT', 'it is damaged. Close the program and start it again: it then says how to go on'],
  ['SQLITE_IOERR', 'the disk reported an error. Check the disk and its free space'],
]

/** The same error, in a user's words where SQLite reported it; anything else unchanged. */
export function asStoreError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error instanceof WorkbenchError) return error
  if (error instanceof TypeError && error.message === 'The database connection is not open')
    return new WorkbenchError('unavailable', `The database ${file} is closed here. Try again.`)
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const meaning = meanings.find(([beginning]) => code.startsWith(beginning))?.[1]
  if (meaning === undefined) return error
  return new WorkbenchError('unavailable', `The database ${file}: ${meaning} (${error.message}).`)
}

/** Runs `action`; SQLite's errors come out as WorkbenchError `unavailable` with the file and what to do. */
export function withStoreErrors<T>(file: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    throw asStoreError(error, file)
  }
}
