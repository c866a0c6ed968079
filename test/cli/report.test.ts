import { expect, test } from 'vitest'
import { printReport } from '../../src/cli/report.ts'
import type { Terminal } from '../../src/cli/terminal.ts'
import type { ArmSpec } from '../../src/domain/spec.ts'
import type { ExperimentRecord, RunRecord } from '../../src/contract/experiment-record.ts'
import { experimentRecord, runRecord } from '../host/experiment-record.ts'

function reportOf(record: ExperimentRecord, width = 100): string {
  const lines: string[] = []
  const plain = (text: string): string => text
  const terminal: Terminal = {
    ...{ out: (text) => lines.push(text), err: plain, width, tableWidth: width, bold: plain, dim: plain },
  }
  printReport(record, terminal)
  return lines.join('\n')
}

function withArms(record: ExperimentRecord, names: readonly string[]): ExperimentRecord {
  const arms = names.map((name): ArmSpec => {
    return { name, normalization: { type: 'none' }, batchSizes: null, start: { from: 'fresh' } }
  })
  return { ...record, spec: { ...record.spec, arms } }
}

const accuracy = (value: number): Partial<RunRecord> => {
  const scores = { loss: 0.1, accuracy: value }
  return { result: { running: scores, precise: null, batch: null, confusion: [] } }
}

test('the difference is paired by seed, and the table says mean, N and interval', () => {
  const runs = [1, 2, 3].flatMap((seed) => {
    const pairKey = `pair ${seed}`
    const [low, gain] = [0.9 + seed / 100, 0.02 + seed / 1000]
    return [
      runRecord({ key: `a${seed}`, arm: 'a', seed, pairKey, ...accuracy(low) }),
      runRecord({ key: `b${seed}`, arm: 'b', seed, pairKey, ...accuracy(low + gain) }),
    ]
  })
  const text = reportOf(withArms(experimentRecord(runs), ['a', 'b']))
  // Accuracies 91, 92, 93 %: mean 92, t(2) = 4.303, s/√3 = 0.577, so 92 ± 2.48.
  expect(text).toMatch(/ {3}16 {2}a {4}3 {8}92.00 {2}89.52 … 94.48 {6}1.5000/)
  // Differences 2.1, 2.2, 2.3 points: 2.2 ± 0.25.
  expect(text).toMatch(/ {3}16 {2}b {8}3 {3}\+2.20 {2}\+1.95 … \+2.45/)
})

test('a figure says of how many runs it is where that is not the N of its row', () => {
  const runs = [
    runRecord({ key: 'a', seed: 1, epochLosses: [2, 1] }),
    runRecord({ key: 'b', seed: 2, epochLosses: [2, 3] }),
    runRecord({ key: 'c', seed: 3, epochLosses: [2, 900], outcome: 'diverged', targetReached: null }),
    runRecord({ key: 'd', seed: 4, outcome: 'stopped', result: null }),
  ]
  const rowOf = (some: RunRecord[]) => reportOf(withArms(experimentRecord(some), ['none'])).split('\n')[4]
  // Two losses and three accuracies; the run that was stopped had reached the target.
  expect(rowOf(runs)).toMatch(/16 +none +3 .* +2\.0000 \(2 of 4\) +2 \(3 of 4\)$/)
  expect(rowOf([runs[0]!, runs[1]!, runs[3]!])).toMatch(/16 +none +2 .* +2\.0000 +2 \(3 of 3\)$/)
  expect(rowOf(runs.slice(0, 2))).toMatch(/16 +none +2 .* +2\.0000 +2$/)
})

test('one arm alone is reported without a comparison', () => {
  expect(reportOf(withArms(experimentRecord(), ['none']))).not.toMatch(/baseline/)
})

test('arms that share no batch size are said not to be comparable', () => {
  const runs = [runRecord({ arm: 'a' }), runRecord({ arm: 'b', key: 'b', batchSize: 64 })]
  const text = reportOf(withArms(experimentRecord(runs), ['a', 'b']))
  expect(text).not.toMatch(/paired by seed\n/)
  expect(text).toMatch(/Not compared, for want of runs to pair with/)
})

test("the notebook's losses stand beside ours by epoch, with how far they compare", () => {
  const run = (seed: number, epochLosses: number[]): RunRecord => {
    return runRecord({ key: `run ${seed}`, arm: 'with BN', batchSize: 64, seed, epochLosses })
  }
  const runs = [run(1, [0.25, 0.125]), run(2, [0.75, 0.375])]
  const text = reportOf(withArms({ ...experimentRecord(runs), preset: 'notebook-order' }, ['with BN']))
  expect(text).toMatch(/64 {2}with BN {2}published {2}0.2444 {2}0.0972 {2}0.0721/)
  expect(text).toMatch(/ {2}here {7}0.5000 {2}0.2500\n/)
  expect(text).toMatch(/Published for mnist; trained here on bars: compare the shape, not the level/)
})

test('runs with one trouble are named together, and not all of many', () => {
  const runs = [1, 2, 3, 4, 5].map((seed) => {
    return runRecord({ key: `run ${seed}`, seed, outcome: 'failed', reason: 'It did not fit.', result: null })
  })
  expect(reportOf(withArms(experimentRecord(runs), ['none']))).toMatch(
    /none, batch 16, seed 1; none, batch 16, seed 2; none, batch 16, seed 3 and 2 others: failed: It\n {2}did not fit\./,
  )
})
