import fc from 'fast-check'
import { expect, test } from 'vitest'
import { float32ListText, float32Text } from '../../src/host/float32-text.ts'

const SMALLEST_NORMAL = 2 ** -126
const finiteFloat = fc.float({ noNaN: true, noDefaultInfinity: true })

test('every finite float32 reads back to the same bits', () => {
  fc.assert(
    fc.property(finiteFloat, (value) => Object.is(Math.fround(Number(float32Text(value))), value)),
    { numRuns: 20_000 },
  )
})

test('no shorter decimal of a normal float32 would read back the same', () => {
  fc.assert(
    fc.property(finiteFloat, (value) => {
      const digits = float32Text(value)
        .replace(/e.*/, '')
        .replaceAll(/[-.]/g, '')
        .replace(/^0+/, '')
        .replace(/0+$/, '')
      if (digits.length < 2 || Math.abs(value) < SMALLEST_NORMAL) return true
      return Math.fround(Number(value.toPrecision(digits.length - 1))) !== value
    }),
    { numRuns: 5000 },
  )
})

test('usual values are as short as they look, and what is not finite is null', () => {
  const values = Float32Array.of(0.1, 0.984375, 2, -0, NaN, Infinity, -Infinity)
  expect(float32ListText(values)).toBe('0.1,0.984375,2,-0,null,null,null')
})
