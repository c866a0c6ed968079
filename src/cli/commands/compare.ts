import { readResults } from '../../host/results-file.ts'
import { EXIT } from '../exit-code.ts'
import { printReport } from '../report.ts'
import { resultsJson } from '../results-json.ts'
import { terminal } from '../terminal.ts'

/** Prints the comparison of a results file again. @returns the exit code */
export async function compareCommand(file: string, options: { json?: boolean }): Promise<number> {
  const record = await readResults(file)
  if (options.json === true) terminal.out(resultsJson(record, file))
  else printReport(record, terminal)
  return EXIT.ok
}
