import { expect, test } from 'vitest'
import { findRun } from '../../src/host/find-run.ts'
import { experimentRecord, runRecord } from './experiment-record.ts'

const record = experimentRecord([
  runRecord({ key: 'aa11', role: 'preparation', arm: 'with BN', seed: 1 }),
  runRecord({ key: 'aa22', arm: 'with BN', seed: 1 }),
  runRecord({ key: 'bb11', arm: 'none', seed: 1 }),
])

test.each([
  ['its key', 'aa11', 'aa11'],
  ['the beginning of its key', 'b', 'bb11'],
  ['arm, batch size and seed, of the compared runs', 'with BN/16/1', 'aa22'],
])('a run is found by %s', (_, wanted, key) => {
  expect(findRun(record, wanted).key).toBe(key)
})

test('several are listed to choose from', () => {
  expect(() => findRun(record, 'aa')).toThrow(/name one:\n {2}aa11 {2}with BN\/16\/1\n {2}aa22/)
})

test.each(['', 'cc', 'none/16/9'])('without a match for "%s" the error says how runs are named', (wanted) => {
  expect(() => findRun(record, wanted)).toThrow(/named by its key or by arm\/batch size\/seed/)
})
