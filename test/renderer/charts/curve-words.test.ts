import { expect, test } from 'vitest'
import { shownPartText } from '../../../src/renderer/src/charts/curve-words.ts'
import { COMPARED_METRICS } from '../../../src/renderer/src/charts/compared-metrics.ts'
import {
  AROUND_WORDS,
  curvesCaption,
  curvesNotes,
} from '../../../src/renderer/src/components/compare/curve-caption.ts'
import { readCompareQuery } from '../../../src/renderer/src/components/compare/compare-query.ts'
import { comparedPanels } from '../../../src/renderer/src/charts/compared-panels.ts'

test('the part of the axis that is shown is said in its unit, and the whole is not worth a word', () => {
  expect(shownPartText({ start: 0, end: 100 }, 'steps', 2000)).toBe('')
  expect(shownPartText({ start: 10, end: 100 }, 'steps', 2000)).toBe('Shown: step 200 to step 2,000.')
  expect(shownPartText({ start: 0, end: 50 }, 'epochs', null)).toBe('Shown: 0 to 50 % of the axis.')
})

test('what is done to the numbers is a part of the caption that repeats none of the others', () => {
  const query = readCompareQuery({ experiment: 'a', smooth: '0.05', log: '1' })
  const [metric] = COMPARED_METRICS
  const line = Float64Array.of(1, 2)
  const curve = { mean: line, low: line, high: line, min: line, max: line, x: line, n: Int32Array.of(2, 2) }
  const place = {
    arm: 'batch',
    batchSize: 16,
    learningRate: 0.1,
    runIds: ['a', 'b'],
    ...{ final: null, diverged: [] },
    seeds: [],
  }
  const panels = comparedPanels([{ ...curve, ...place }])
  const notes = curvesNotes(metric!, panels, { min: 0.1, max: 10 }, query)
  const caption = curvesCaption(metric!, panels, { min: 0.1, max: 10 }, query)
  expect(caption).toBe([metric!.hint, AROUND_WORDS.interval, 'N = 2 runs a line.', ...notes].join(' '))
  for (const part of [metric!.hint, AROUND_WORDS.interval, 'N = '])
    expect(notes.join(' ')).not.toContain(part)
})
