/** The same words as the contract's error codes, so that the host can pass them on. */
export type DatasetErrorCode = 'bad-input' | 'not-found' | 'conflict' | 'unavailable' | 'internal'

/** An error that is meant for the user: its message says what is wrong with which file or name. */
export class DatasetError extends Error {
  readonly code: DatasetErrorCode

  constructor(code: DatasetErrorCode, message: string) {
    super(message)
    this.name = 'DatasetError'
    this.code = code
  }
}
