import { expect, test } from 'vitest'
import { dataset } from '../store/stored-experiments.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { addEnded, ask } from './made-runs.ts'
import type { PlannedRun } from '../../../src/domain/grid.ts'

const usual = ({ arm, seed }: PlannedRun) =>
  0.9 + seed / 1000 + (arm === 'batch' ? 0.02 + (seed % 3) / 1000 : 0)
const one = { batchSizes: [16] }

test('arms and a baseline that were chosen stay chosen when an experiment joins, leaves or is renamed', () => {
  const store = temporaryStore()
  const slow = { name: 'slow', normalization: { type: 'batch' as const, momentum: 0.01 } }
  const arms = [
    { name: 'none', normalization: { type: 'none' as const } },
    { name: 'batch', normalization: { type: 'batch' as const } },
  ]
  const a = addEnded(store, { ...one, name: 'A', arms: [...arms, slow] }, usual).id
  const b = addEnded(store, { ...one, arms, name: 'B', budget: { unit: 'epochs', amount: 8 } }, usual).id
  const names = { arms: ['none', 'batch'] }
  expect(ask(store, [a], names).runs).toHaveLength(6)
  const joined = ask(store, [a, b], names, { baseline: 'batch' })
  expect(joined.runs.map(({ arm }) => arm)).not.toContain('slow')
  expect(joined.runs).toHaveLength(12)
  expect(joined).toMatchObject({ baseline: 'batch (A)', verdict: { lines: [{ arm: 'none (A)' }] } })

  const references = joined.arms
    .filter(({ label }) => label.endsWith('(B)'))
    .map(({ reference }) => reference)
  const baseline = references[0]
  const ofB = () => ask(store, [a, b], { arms: references }, { baseline })
  expect(ofB()).toMatchObject({ baseline: 'none (B)', verdict: { lines: [{ arm: 'batch (B)' }] } })
  store.experiments.rename(b, 'Renamed')
  expect(ofB()).toMatchObject({
    baseline: 'none (Renamed)',
    verdict: { lines: [{ arm: 'batch (Renamed)' }] },
  })
  expect(ask(store, [b], { arms: references }, { baseline })).toMatchObject({
    ...{ baseline: 'none', verdict: { lines: [{ arm: 'batch' }] } },
  })
  const old = ask(store, [a, b], { arms: ['none (B)', 'batch (B)'] }, { baseline: 'none (B)' })
  expect(old.runs).toHaveLength(12)
  expect(old).toMatchObject({ baseline: 'none (A)', verdict: { lines: [{ arm: 'batch (A)' }] } })
})

test('a data set that was chosen stays chosen when another of its name joins or leaves', () => {
  const store = temporaryStore()
  const a = addEnded(store, { ...one, name: 'A' }, usual).id
  const b = addEnded(store, { ...one, name: 'B' }, usual, { dataset: { ...dataset, digest: 'd2' } }).id
  expect(ask(store, [a, b], { datasets: ['bars'] }).runs).toHaveLength(12)
  expect(ask(store, [b], { datasets: ['bars (d2)'] }).runs).toHaveLength(6)
  expect(ask(store, [b], { datasets: ['bars (d1)'] }).runs).toHaveLength(0)
})
