import { CommanderError } from 'commander'
import { EXIT, exitCodeOf } from './exit-code.ts'
import { WorkbenchError } from '../contract/errors.ts'
import { InterruptedError } from './interruption.ts'
import { createProgram } from './program.ts'
import { terminal } from './terminal.ts'

/**
 * The command line. What goes wrong is said on stderr, never thrown.
 * @param argv the arguments after the program's own name
 * @returns the exit code: 0 fine, 1 something failed, 2 bad input, 130 interrupted
 */
export async function main(argv: string[]): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', ignoreClosedPipe)
  let exitCode: number = EXIT.ok
  const program = createProgram((code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    // Commander has printed its own; its exit code is 0 for help and version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badInput
    const isForUser = error instanceof WorkbenchError || error instanceof InterruptedError
    terminal.err(isForUser ? error.message : `Something went wrong: ${stackOf(error)}`)
    return exitCodeOf(error)
  }
}

/** `bnw compare FILE | head` closes the pipe early; what trains meanwhile must not end for that. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
