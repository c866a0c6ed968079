import { expect, test } from 'vitest'
import type { ArmSpec } from '../../../src/domain/spec.ts'
import { armLooks } from '../../../src/domain/arm-look.ts'
import { PAGE_STYLE } from '../../../src/host/report/page-style.ts'

const arm = (name: string, type: 'none' | 'batch'): ArmSpec => ({
  name,
  normalization: type === 'none' ? { type } : { type, momentum: 0.1, epsilon: 1e-5, affine: true },
  batchSizes: null,
  start: { from: 'fresh' },
})

test('without normalization is grey and with batch normalization blue, in whichever order', () => {
  for (const arms of [
    [arm('a', 'none'), arm('b', 'batch')],
    [arm('b', 'batch'), arm('a', 'none')],
  ]) {
    const looks = armLooks(arms)
    expect(looks.get('a')!.color).toBe('var(--arm-none)')
    expect(looks.get('b')!.color).toBe('var(--arm-batch)')
  }
})

test('eight arms differ in colour, in dashes, and in colour and marker together', () => {
  const looks = [
    ...armLooks(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((name, i) => arm(name, i === 0 ? 'none' : 'batch')),
    ).values(),
  ]
  expect(new Set(looks.map(({ color }) => color)).size).toBe(8)
  expect(new Set(looks.map(({ dash }) => dash.join())).size).toBe(8)
})

/** The values of the style's colour variables, light first, then dark. */
const [light, dark] = [...PAGE_STYLE.matchAll(/:root \{([^}]*)\}/g)].map((scheme) => {
  const variables = [...scheme[1]!.matchAll(/--([\w-]+): (#\w{6})/g)]
  return new Map(variables.map((match): [string, string] => [match[1]!, match[2]!]))
})

/** WCAG 2's contrast of two colours, 1 to 21. */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [red, green, blue] = [1, 3, 5].map((at) => {
      const value = parseInt(color.slice(at, at + 2), 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
  }
  const [dim, bright] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (bright! + 0.05) / (dim! + 0.05)
}

test.each([
  ['light', light!],
  ['dark', dark!],
])('%s: text has a contrast of 4.5 and lines of 3', (_, colors) => {
  for (const text of ['ink', 'muted', 'accent', 'good', 'bad', 'open']) {
    expect(contrast(colors.get(text)!, colors.get('page')!), text).toBeGreaterThanOrEqual(4.5)
    expect(contrast(colors.get(text)!, colors.get('raised')!), text).toBeGreaterThanOrEqual(4.5)
  }
  const arms = [...colors.keys()].filter((name) => name.startsWith('arm-'))
  expect(arms).toHaveLength(8)
  for (const name of [...arms, 'axis'])
    expect(contrast(colors.get(name)!, colors.get('page')!), name).toBeGreaterThanOrEqual(3)
})
