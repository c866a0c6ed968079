import type { Command } from 'commander'
import { readFileSync } from 'node:fs'
import { WorkbenchError } from '../../contract/errors.ts'
import { completionOf } from '../completion/candidates.ts'
import { valuesOf } from '../completion/values.ts'
import { EXIT } from '../exit-code.ts'
import { terminal } from '../terminal.ts'

const SHELLS = ['bash', 'zsh', 'fish']

/** Prints the script that makes a shell complete `bnw`. @returns the exit code */
export function completionCommand(shell: string): number {
  if (!SHELLS.includes(shell))
    throw new WorkbenchError(
      'bad-input',
      `There is no completion for "${shell}": must be one of ${SHELLS.join(', ')}`,
    )
  terminal.out(readFileSync(new URL(`../completion/bnw.${shell}`, import.meta.url), 'utf8').trimEnd())
  return EXIT.ok
}

/**
 * What those scripts ask: prints the candidates for the last word, a line each, and then what the shell is to add.
 * What goes wrong leaves the user without candidates, and undisturbed.
 */
export async function completeCommand(
  program: Command,
  words: readonly string[],
  database: string,
): Promise<number> {
  const current = words.at(-1) ?? ''
  const { candidates, kind } = completionOf(program, words)
  const values = kind === null ? null : await valuesOf(kind, database).catch(() => null)
  for (const { value, description } of [...candidates, ...(values?.candidates ?? [])])
    if (value.startsWith(current)) terminal.out(`${value}\t${description}`)
  terminal.out(`:${values?.rest ?? 'none'}`)
  return EXIT.ok
}
