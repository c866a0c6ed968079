import { describe, expect, test } from 'vitest'
import { linearScale } from '../../../src/renderer/src/components/learn/linear-scale.ts'
import { fixedText, indexedText } from '../../../src/renderer/src/components/learn/number-text.ts'
import { keyedValue } from '../../../src/renderer/src/components/learn/slider-keys.ts'
import { MACROS } from '../../../src/renderer/src/components/learn/symbols.ts'
import katex from 'katex'

describe('numbers', () => {
  test.each([
    [-1.005, '−1.00'],
    [-0.001, '0.00'],
    [2, '2.00'],
  ])('%d is written %s', (value, text) => {
    expect(fixedText(value)).toBe(text)
  })

  test('have their index below them, counted from 1', () => {
    expect(indexedText('x', 0)).toBe('x₁')
    expect(indexedText('x', 11)).toBe('x₁₂')
  })
})

test('a place and its value lead to each other, and what is outside is held at the end', () => {
  const scale = linearScale(-7, 7, 20, 620)
  expect(scale.at(0)).toBe(320)
  expect(scale.valueAt(scale.at(3.2))).toBeCloseTo(3.2, 12)
  expect(scale.at(99)).toBe(620)
  expect(scale.valueAt(0)).toBe(-7)
})

test.each([
  ['ArrowRight', 1.1],
  ['ArrowUp', 1.1],
  ['ArrowLeft', 0.9],
  ['PageUp', 2],
  ['Home', -6],
  ['End', 6],
  ['a', null],
])('%s takes a slider from 1 to %d', (key, value) => {
  const reached = keyedValue(key, 1, -6, 6)
  if (value === null) expect(reached).toBeNull()
  else expect(reached).toBeCloseTo(value, 12)
})

test('every symbol can be typeset, marked for the page to find', () => {
  for (const macro of Object.keys(MACROS)) {
    const html = katex.renderToString(macro, { macros: { ...MACROS }, strict: false, trust: true })
    expect(html).toMatch(/data-symbol="\w+"/)
  }
})
