import { PRESETS } from '../../domain/presets.ts'
import { EXIT } from '../exit-code.ts'
import { printJson } from '../json-output.ts'
import { terminal } from '../terminal.ts'
import { wrapText } from '../text.ts'

/** Lists the experiments that come with the program. @returns the exit code */
export function presetsCommand({ json }: { json?: boolean }): number {
  const { out, bold, width } = terminal
  if (json === true) {
    printJson(PRESETS)
    return EXIT.ok
  }
  for (const { id, title, question, source, comparability } of PRESETS) {
    out(`${bold(id)}  ${title}`)
    out(`  ${wrapText(question, width - 2, 2)}`)
    out(`  ${wrapText(`Source: ${source} (${comparability})`, width - 2, 2)}\n`)
  }
  return EXIT.ok
}
