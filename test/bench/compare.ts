/**
 * npm run bench:compare
 * Builds a database with hundreds of finished runs in a temporary folder, and prints what the host takes to open a
 * comparison of them and to aggregate its curves again, and what the page takes to show either, beside the limits. Ends
 * with exit code 1 when one is not kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchComparePage } from './compare-page.ts'
import { benchCompare } from './store-compare.ts'
import { reporter } from './store-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'bnw-bench-compare-'))
const { report, areAllKept } = reporter()
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'processor unknown'}\n`)
try {
  benchCompare(join(folder, 'compare.db'), report)
  await benchComparePage(folder, report)
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = areAllKept() ? 0 : 1
