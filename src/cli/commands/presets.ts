import { PRESETS } from '../../domain/presets.ts'
import { EXIT } from '../exit-code.ts'
import { terminal } from '../terminal.ts'
import { wrapText } from '../text.ts'

/** Lists the experiments that come with the program. @returns the exit code */
export function presetsCommand(): number {
  const { out, bold, width } = terminal
  for (const { id, title, question, source, comparability } of PRESETS) {
    out(`${bold(id)}  ${title}`)
    out(`  ${wrapText(question, width - 2, 2)}`)
    out(`  ${wrapText(`Source: ${source} (${comparability})`, width - 2, 2)}\n`)
  }
  return EXIT.ok
}
