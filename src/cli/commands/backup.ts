import { resolve } from 'node:path'
import { EXIT } from '../exit-code.ts'
import { printJson } from '../json-output.ts'
import type { Session } from '../session.ts'
import { sizeText } from '../../domain/size-text.ts'
import { terminal } from '../terminal.ts'

/** Copies the database while it is in use. @returns the exit code */
export async function backupCommand(
  { api, database }: Session,
  file: string,
  { json }: { json?: boolean },
): Promise<number> {
  const answer = await api.call('system.backup', { file: resolve(file) })
  if (json === true) printJson(answer)
  else
    terminal.out(
      `${sizeText(answer.bytes)} in ${answer.file}: every experiment, run and series. ` +
        `The checkpoints are files of their own, in ${database}-files.`,
    )
  return EXIT.ok
}
