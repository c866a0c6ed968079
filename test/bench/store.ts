/**
 * npm run bench:store -- [--experiments 10000] [--steps 1000000]
 * Builds databases in a temporary folder and prints each figure beside its limit: ingest and bytes a point, beside a
 * plain table with a row per point in the same run; a long series at 2,000 points; lists, searches and sorts over many
 * experiments and runs. Ends with exit code 1 when a limit is not kept.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchHistory } from './store-history.ts'
import { reporter } from './store-report.ts'
import { benchSeries } from './store-series.ts'

const { values } = parseArgs({
  options: {
    experiments: { type: 'string', default: '10000' },
    steps: { type: 'string', default: '1000000' },
  },
})
const folder = mkdtempSync(join(tmpdir(), 'bnw-bench-store-'))
const { report, areAllKept } = reporter()
console.log(`Node ${process.versions.node}, ${cpus()[0]?.model ?? 'processor unknown'}\n`)
try {
  benchSeries(folder, Number(values.steps), report)
  benchHistory(join(folder, 'history.db'), Number(values.experiments), report)
} finally {
  rmSync(folder, { recursive: true })
}
process.exitCode = areAllKept() ? 0 : 1
