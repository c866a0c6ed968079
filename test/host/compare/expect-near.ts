import { expect } from 'vitest'

/** The same but for rounding, in parts of `scale`; NaN where nothing is expected. */
export function expectNear(actual: number, expected: number | null, scale = Math.abs(expected ?? 0)): void {
  if (expected === null) expect(actual).toBeNaN()
  else
    expect(Math.abs(actual - expected)).toBeLessThanOrEqual(
      1e-9 * Math.max(Math.abs(expected), scale, 1e-300),
    )
}
