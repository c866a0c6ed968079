import type { Command } from 'commander'
import type { Session, SessionOptions } from './session.ts'

/** What the commands are made with. */
export type CommandLine = {
  program: Command
  /** Opens the database for an action, whose answer becomes the exit code. */
  inSession: (action: (session: Session) => Promise<number>, options?: ActionOptions) => Promise<void>
  /** The database's file, absolute, whether there is one or not. */
  database: () => string
  /** Sets the exit code. */
  finish: (exitCode: number) => void
}

/** `mayBegin`: whether there may be no database yet, since the action makes one. */
export type ActionOptions = SessionOptions & { mayBegin?: boolean }

export type JsonOption = { json?: boolean }

/** What `--json` says in the help of every command that has it. */
export const JSON_HELP = 'answer as JSON'
