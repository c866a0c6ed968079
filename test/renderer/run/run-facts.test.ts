import { expect, test } from 'vitest'
import type { ExperimentDetail, RunSummary } from '../../../src/contract/host-answers.ts'
import { SpecSchema, type SpecInput } from '../../../src/domain/spec.ts'
import { runFacts } from '../../../src/renderer/src/components/run/run-facts.ts'
import { tinySpec } from '../../host/tiny-spec.ts'

const run = (changes: Partial<RunSummary> = {}): RunSummary => ({
  ...{ id: 'r', experimentId: 'e', key: 'k', role: 'compared', arm: 'batch', batchSize: 32 },
  ...{ learningRate: 0.1, seed: 1, status: 'done', outcome: 'done', reason: null, attempt: 1 },
  ...{ stepsDone: 8, totalSteps: 8, stepsPerEpoch: 4, secondsTrained: 1, finalTestAccuracy: null },
  ...{ finalTestLoss: null, startedAt: 1, endedAt: 2 },
  ...changes,
})

function factsOf(changes: Partial<SpecInput>, others: readonly RunSummary[]) {
  const experiment = { spec: SpecSchema.parse({ ...tinySpec, ...changes }) } as ExperimentDetail
  const facts = runFacts(run(), experiment, [run(), ...others])
  return { names: facts.map(({ name }) => name), of: new Map(facts.map((fact) => [fact.name, fact])) }
}

test('what differs among the siblings comes first, with their values; what only prepares them does not count', () => {
  const { names, of } = factsOf({}, [
    run({ seed: 2 }),
    run({ seed: 3 }),
    run({ role: 'preparation', batchSize: 4 }),
  ])
  expect(names).toEqual(['Seed', 'Arm', 'Batch size', 'Learning rate', 'Steps'])
  expect(of.get('Seed')).toEqual({ name: 'Seed', text: '1', others: '2 and 3' })
  expect(of.get('Batch size')!.others).toBeNull()
})

test('learning rates that a rule makes differ are told as those that are trained with', () => {
  const learningRateRule = { rule: 'linear', referenceBatchSize: 64 } as const
  const { of } = factsOf({ learningRateRule }, [run({ batchSize: 64 }), run({ batchSize: 128 })])
  expect(of.get('Learning rate')).toMatchObject({
    ...{ text: '0.05 (0.1 by the rule for this batch size)', others: '0.1 and 0.2' },
  })
})

test('listed rates that a rule makes the same do not differ', () => {
  const learningRateRule = { rule: 'linear', referenceBatchSize: 64 } as const
  const { of } = factsOf({ learningRateRule }, [run({ batchSize: 64, learningRate: 0.05 })])
  expect(of.get('Learning rate')!.others).toBeNull()
})
