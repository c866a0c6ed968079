// Prints the reasons of skipped and failed tests, then `N passed, N failed` alone on the last line, from the JSON
// reports of vitest and of Playwright. Plain JavaScript: it also has to run where a check failed before any test did.
import { existsSync, readFileSync } from 'node:fs'

/** The same of either report: what passed, what failed, and what is to be said. */
const readers = { vitest: readVitest, playwright: readPlaywright }

const [vitestFile, playwrightFile] = process.argv.slice(2)
const summaries = [summaryOf('vitest', vitestFile), summaryOf('playwright', playwrightFile)]
for (const { said } of summaries) for (const line of said) console.log(line)
const sum = (key) => summaries.reduce((total, summary) => total + summary[key], 0)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
if (sum('failed') > 0) process.exit(1)

function summaryOf(runner, file) {
  if (file !== undefined && existsSync(file)) return readers[runner](JSON.parse(readFileSync(file, 'utf8')))
  return { passed: 0, failed: 1, said: [`${runner} ran no test: something before it failed (see above).`] }
}

function readVitest(report) {
  const tests = report.testResults.flatMap((suite) => suite.assertionResults)
  // A file that cannot be loaded fails without any test of its own.
  const broken = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  )
  const said = tests
    .filter(({ status }) => status !== 'passed')
    .map(({ status, fullName, failureMessages }) => lineOf(status, fullName, failureMessages?.[0]))
  const unloaded = broken.map(({ name, message }) => lineOf('failed', `to load ${name}`, message))
  const failed = report.numFailedTests + broken.length
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !report.success ? 1 : failed,
    said: [...said, ...unloaded],
  }
}

function readPlaywright(report) {
  const { expected, unexpected, flaky } = report.stats
  const said = report.suites
    .flatMap(specsOf)
    .flatMap(({ title, tests }) => tests.map((test) => ({ title, ...test })))
    .filter(({ status }) => status !== 'expected')
    .map(({ title, projectName, status, annotations, results }) => {
      const message = results.at(-1)?.error?.message ?? annotations.at(-1)?.description
      return lineOf(status === 'skipped' ? 'skipped' : 'failed', `[${projectName}] ${title}`, message)
    })
  const errors = report.errors.map(({ message }) => lineOf('failed', 'to run', message))
  return { passed: expected, failed: unexpected + flaky + errors.length, said: [...said, ...errors] }
}

function specsOf(suite) {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

function lineOf(status, name, message = '') {
  return message === '' ? `${status}: ${name}` : `${status}: ${name}\n  ${message.split('\n')[0]}`
}
