/**
 * npm run bench:history -- [--experiments 10000]
 * Builds a database with a long history, ten runs an experiment, in a temporary folder, and prints what lists, searches,
 * sorts, filters and comparisons over it take beside their limits. Ends with exit code 1 when a limit is not kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchHistory } from './store-history.ts'
import { reporter } from './store-report.ts'

const { values } = parseArgs({ options: { experiments: { type: 'string', default: '10000' } } })
const folder = mkdtempSync(join(tmpdir(), 'bnw-bench-history-'))
const { report, areAllKept } = reporter()
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'processor unknown'}\n`)
try {
  benchHistory(join(folder, 'history.db'), Number(values.experiments), report)
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = areAllKept() ? 0 : 1
