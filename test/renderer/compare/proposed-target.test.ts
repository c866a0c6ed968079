import { expect, test } from 'vitest'
import type { RunOutcome } from '../../../src/domain/outcome.ts'
import { proposedTarget } from '../../../src/renderer/src/components/compare/proposed-target.ts'
import { addEnded, ask } from '../../host/compare/made-runs.ts'
import { temporaryStore } from '../../host/store/temporary-store.ts'

/** Of both arms, with these accuracies, where a constant answer reaches 10 %. */
function proposed(none: number, batch: number): number | null {
  const store = temporaryStore()
  const accuracies: Record<string, number> = { none, batch }
  const { id } = addEnded(store, {}, ({ arm }) => accuracies[arm]!, { chance: 0.1 })
  return proposedTarget(ask(store, [id]))
}

test('the proposed target is what the weakest arm reaches, in whole percent', () => {
  expect(proposed(0.917, 0.954)).toBe(91)
})

test('no target is proposed that a constant answer reaches, nor before a run has ended', () => {
  expect(proposed(0.1, 0.95)).toBeNull()
  expect(proposed(0.098, 0.95)).toBeNull()
  expect(proposed(0.115, 0.95)).toBe(11)
  const store = temporaryStore()
  expect(proposedTarget(ask(store, [addEnded(store, {}, () => 'open').id]))).toBeNull()
})

test.each<RunOutcome>(['diverged', 'did not learn'])(
  'none is where every run of an arm is “%s”',
  (outcome) => {
    const store = temporaryStore()
    const { id } = addEnded(store, {}, () => 0.6)
    const summary = ask(store, [id])
    const runs = summary.runs.map((run) => (run.arm === 'none' ? { ...run, outcome } : run))
    expect(proposedTarget({ ...summary, runs })).toBeNull()
    expect(proposedTarget(summary)).toBe(59)
  },
)
