import { readFile } from 'node:fs/promises'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ReportCheck, ReportFinding, ReportValue } from '../../contract/report.ts'
import { countText } from '../../domain/number-text.ts'
import { EXIT } from '../exit-code.ts'
import { printJson } from '../json-output.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { bulletList } from '../text.ts'

/**
 * Derives a report's numbers again and says which no longer hold.
 * @param isVerbose whether those that hold are listed too
 * @returns the exit code
 */
export async function checkReportCommand(
  { api }: Session,
  file: string,
  { json, verbose: isVerbose = false }: { json?: boolean; verbose?: boolean },
): Promise<number> {
  const html = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new WorkbenchError('not-found', `${file} cannot be read: ${(error as Error).message}`)
  })
  const check = await api.call('reports.check', { html }).catch((error: unknown) => {
    if (error instanceof WorkbenchError) throw new WorkbenchError(error.code, `${file}: ${error.message}`)
    throw error
  })
  if (json === true) printJson(check)
  else printCheck(check, isVerbose)
  return check.holds ? EXIT.ok : EXIT.failed
}

function printCheck(
  { title, program, isAsWritten, missing, findings, holds }: ReportCheck,
  isVerbose: boolean,
): void {
  const { out, bold, width } = terminal
  out(`${bold(title)}, made by version ${program.version}\n`)
  if (missing.length > 0) {
    out(
      `${countText(missing.length, 'run')} of it ${missing.length === 1 ? 'is' : 'are'} not in this database:`,
    )
    out(`${bulletList(missing, width)}\nImport their bundle, then check again.`)
    return
  }
  const listed = isVerbose ? findings : findings.filter((finding) => !finding.holds)
  if (listed.length > 0) out(`${listed.map(findingLine).join('\n')}\n`)
  if (!isAsWritten)
    out('The page was changed since it was written: what it shows may not be the numbers that are checked.')
  const failed = findings.filter((finding) => !finding.holds).length
  if (holds) out(`All ${countText(findings.length, 'number')} hold, derived again from the runs here.`)
  else if (failed > 0) out(`${failed} of ${countText(findings.length, 'number')} do not hold.`)
}

function findingLine({ name, was, is, holds }: ReportFinding): string {
  if (holds) return `holds    ${name}: ${valueText(was)}`
  return `DIFFERS  ${name}: ${valueText(was)} in the report, ${valueText(is)} from the runs`
}

function valueText(value: ReportValue): string {
  return value === null ? 'none' : String(value)
}
