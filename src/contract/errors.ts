export type ErrorCode = 'bad-input' | 'not-found' | 'conflict' | 'unavailable' | 'trainer-lost' | 'internal'

/** An error that is meant for the user: its message says what is wrong and what to do. */
export class WorkbenchError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string) {
    super(message)
    this.name = 'WorkbenchError'
    this.code = code
  }
}
