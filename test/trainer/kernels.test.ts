import { describe, expect, test } from 'vitest'
import type { OpCase, Shape } from './op-cases.ts'
import { opCases } from './op-cases.ts'
import { variants, type Engine } from './run-op.ts'

const shapes: Shape[] = [1, 3].flatMap((R) =>
  [2, 3, 13, 64].flatMap((B) => [1, 7, 10, 129].map((C) => ({ R, B, C }))),
)

type Named = Map<string, Float32Array>
const known = new Map<string, Promise<Named>>()

/** Every output of an operation over all shapes, computed once for an engine. */
function outputsOf({ name, run }: OpCase, engine: Extract<Engine, string>): Promise<Named> {
  const key = `${name} by ${engine}`
  const computed = known.get(key) ?? overShapes(run, engine)
  known.set(key, computed)
  return computed
}

async function overShapes(run: OpCase['run'], engine: Engine): Promise<Named> {
  const all: Named = new Map()
  for (const shape of shapes) {
    for (const [output, values] of Object.entries(await run(engine, shape)))
      all.set(`${output}, R ${shape.R}, B ${shape.B}, C ${shape.C}`, values)
  }
  return all
}

/** The largest difference, relative to the largest value, or to `least` where all are smaller. */
function largestError(actual: Float32Array, expected: Float32Array, least = 1e-30): number {
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), least)
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(actual[i]! - value) / largest), 0)
}

describe.each(opCases)(
  '$name, over every batch 2, 3, 13, 64, width 1, 7, 10, 129 and 1 or 3 replicas',
  (op) => {
    test.each(variants)('the %s kernel computes what the composition computes', async (variant) => {
      const [kernel, composition] = [await outputsOf(op, variant), await outputsOf(op, 'cpu')]
      expect([...kernel.keys()]).toEqual([...composition.keys()])
      for (const [output, values] of kernel) {
        expect(values.length, output).toBe(composition.get(output)!.length)
        // A few roundings of float32 (6e-8 each) in sums of up to 129 terms.
        expect(largestError(values, composition.get(output)!), output).toBeLessThan(2e-6)
      }
    })

    test.each([...variants, 'cpu'] as const)('%s computes what float64 says', async (engine) => {
      const [actual, expected] = [await outputsOf(op, engine), await outputsOf(op, 'float64')]
      for (const [output, values] of actual) {
        expect(values.length, output).toBe(expected.get(output)!.length)
        // With a floor of 1e-6, for a value that is small because its terms cancel: a running mean near 0.
        expect(largestError(values, expected.get(output)!, 0.25), output).toBeLessThan(4e-6)
      }
    })

    test('the wide and the relaxed kernel give the same bits', async () => {
      const [wide, relaxed] = [await outputsOf(op, 'wide'), await outputsOf(op, 'relaxed')]
      for (const [output, values] of wide) expect(values, output).toEqual(relaxed.get(output))
    })
  },
)
