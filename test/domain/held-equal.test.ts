import { expect, test } from 'vitest'
import { heldEqual } from '../../src/domain/held-equal.ts'
import type { Spec } from '../../src/domain/spec.ts'

type Held = Pick<Spec, 'budget' | 'learningRateRule'>
const epochs: Held = {
  budget: { unit: 'epochs', amount: 5 },
  learningRateRule: { rule: 'fixed', referenceBatchSize: 64 },
}
const steps: Held = {
  budget: { unit: 'steps', amount: 1000 },
  learningRateRule: { rule: 'linear', referenceBatchSize: 64 },
}

test('the budget and the rule of the learning rate are in one sentence', () => {
  expect(heldEqual([epochs], 2)).toBe(
    'Held equal: 5 epochs, so the number of steps differs between batch sizes; the learning rate is the same at every batch size and was not tuned for any arm.',
  )
  expect(heldEqual([steps, steps], 3)).toBe(
    'Held equal: 1,000 steps, so the number of examples seen differs between batch sizes; the learning rate grows in proportion to the batch size (as listed at 64) and was not tuned for any arm.',
  )
  expect(heldEqual([epochs], 1)).toBe('Held equal: 5 epochs; the learning rate was not tuned for any arm.')
})

test('what differs by the arm is not said to be held equal', () => {
  expect(heldEqual([epochs, steps], 2)).toMatch(
    /^Not held equal: 5 epochs or 1,000 steps \(by the arm\), so the number of steps or examples seen differs/,
  )
})
