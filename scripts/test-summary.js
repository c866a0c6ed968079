// Prints the reasons of skipped tests, then `N passed, N failed` alone on the last line, from vitest's JSON
// report. Plain JavaScript: it also has to run where a check failed before any test did.
import { existsSync, readFileSync } from 'node:fs'

const file = process.argv[2]
if (file === undefined || !existsSync(file)) {
  console.log('No tests were run: a check before them failed (see above).\n0 passed, 1 failed')
  process.exit(1)
}
const report = JSON.parse(readFileSync(file, 'utf8'))
const tests = report.testResults.flatMap((suite) => suite.assertionResults)
for (const { status, fullName, failureMessages } of tests) {
  if (status === 'passed') continue
  if (status !== 'failed') console.log(`${status}: ${fullName}`)
  else console.log(`failed: ${fullName}\n  ${(failureMessages[0] ?? '').split('\n')[0]}`)
}
// A file that cannot be loaded fails without any test of its own.
const broken = report.testResults.filter(
  (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
)
for (const suite of broken) console.log(`failed to load: ${suite.name}\n  ${suite.message.split('\n')[0]}`)
const failed = report.numFailedTests + broken.length
console.log(`${report.numPassedTests} passed, ${failed} failed`)
if (!report.success || failed > 0) process.exit(1)
