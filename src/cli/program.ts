import { Command } from 'commander'
import { productVersion } from '../host/environment.ts'
import { existsSync } from 'node:fs'
import { WorkbenchError } from '../contract/errors.ts'
import type { CommandLine } from './command-line.ts'
import { EXIT } from './exit-code.ts'
import { addFileCommands } from './program/files.ts'
import { addHistoryCommands } from './program/history.ts'
import { addSystemCommands } from './program/system.ts'
import { addTrainingCommands } from './program/training.ts'
import { databaseFile } from '../host/home-folder.ts'
import { withSession } from './session.ts'
import { terminal } from './terminal.ts'

/** The commands and their options. `finish` is told the exit code of the one that was called. */
export function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('bnw')
    .description('What does batch normalization do to training, and when? Experiments that answer honestly.')
    .version(productVersion())
    .option('--db <file>', 'the database (default: workbench.db in the data folder; bnw doctor names it)')
    .configureHelp({ showGlobalOptions: true })
    .showHelpAfterError('(bnw --help lists the commands)')
    .addHelpText('after', exitCodes)
    .helpCommand(false)
    .exitOverride()
  const database = (): string => databaseFile(program.opts<{ db?: string }>().db)
  const line: CommandLine = {
    ...{ program, database, finish },
    async inSession(action, { mayBegin = false, ...options } = {}) {
      requireDatabase(program.opts<{ db?: string }>().db, mayBegin)
      const exitCode = await withSession(database(), options, (session) => {
        if (session.readOnlyReason !== null) terminal.err(`${session.readOnlyReason}\n`)
        return action(session)
      })
      finish(exitCode)
    },
  }
  addTrainingCommands(line)
  addHistoryCommands(line)
  addFileCommands(line)
  addSystemCommands(line)
  return program
}

/**
 * A slip in the name of a database must not look like a history that is gone.
 * @throws WorkbenchError `bad-input` when an action wants to look into a file that was named and is not there
 */
function requireDatabase(named: string | undefined, mayBegin: boolean): void {
  if (named === undefined || mayBegin || existsSync(named)) return
  throw new WorkbenchError(
    'bad-input',
    `--db is "${named}": there is no such file. Check the path; bnw run makes one.`,
  )
}

const exitCodes = `
An experiment is named by its id, four or more of the id's first characters, or its whole name.

Exit codes:
  ${EXIT.ok}    all went well (a run that diverges has come to its end)
  ${EXIT.failed}    a run failed, or something in the program or around it did
  ${EXIT.badInput}    bad input: a spec, an option, a name, a file
  ${EXIT.interrupted}  stopped before the end: Ctrl-C, a signal, or bnw stop`
