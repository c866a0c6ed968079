import type { DatasetInfo } from '../../src/domain/dataset.ts'
import { parseSpec } from '../../src/domain/parse-spec.ts'
import { problemsText } from '../../src/domain/spec-problem.ts'
import type { Spec, SpecInput } from '../../src/domain/spec.ts'

/** The sizes of MNIST. */
export const MNIST: DatasetInfo = {
  name: 'mnist',
  digest: '0123456789abcdef',
  trainCount: 60_000,
  testCount: 10_000,
  height: 28,
  width: 28,
  classes: 10,
}

export const WITHOUT = { name: 'without BN', normalization: { type: 'none' } } as const
export const WITH = { name: 'with BN', normalization: { type: 'batch' } } as const

/** A small spec that is right, with some of its fields replaced. */
export function specWith(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const spec: SpecInput = {
    spec: 1,
    network: { layers: [{ type: 'dense', units: 8 }] },
    arms: [WITHOUT, WITH],
    batchSizes: [16, 64],
    learningRates: [0.01],
    seeds: [1, 2, 3, 4, 5],
    budget: { unit: 'epochs', amount: 5 },
  }
  return { ...spec, ...changes }
}

/** The spec that is read, or the problems as an error. */
export function parsed(input: unknown): Spec {
  const result = parseSpec(input)
  if (!result.ok) throw new Error(problemsText(result.problems))
  return result.spec
}

/** The messages of a spec that is refused; none for one that is read. */
export function messagesOf(input: unknown): string[] {
  const result = parseSpec(input)
  return result.ok ? [] : result.problems.map(({ message }) => message)
}
