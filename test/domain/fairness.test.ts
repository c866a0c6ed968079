import { describe, expect, test } from 'vitest'
import { fairnessNotes } from '../../src/domain/fairness.ts'
import type { FairnessKind, FairnessNote } from '../../src/domain/fairness-note.ts'
import { expandGrid } from '../../src/domain/grid.ts'
import { MNIST, parsed, specWith, WITH, WITHOUT } from './specs.ts'

function notes(changes: Record<string, unknown> = {}, trainCount = 60_000): FairnessNote[] {
  const spec = parsed(specWith({ batchSizes: [16, 256], ...changes }))
  return fairnessNotes(spec, expandGrid(spec, { ...MNIST, trainCount }))
}

function note(kind: FairnessKind, changes: Record<string, unknown> = {}, trainCount = 60_000) {
  return notes(changes, trainCount).find((candidate) => candidate.kind === kind)
}

const alike = { batchSizes: [64], data: { trainExamples: 6400 } }

describe('the notes on a design', () => {
  test('are none where arms differ in nothing but normalization, at one batch size, with 5 seeds', () => {
    expect(notes(alike)).toEqual([])
  })

  test('say how many steps equal epochs are', () => {
    expect(note('steps-differ')).toEqual({
      kind: 'steps-differ',
      severity: 'note',
      text:
        '5 epochs at batch 256 are 1,175 steps, at 16 they are 18,750: ' +
        'between batch sizes the number of updates differs as well as the batch.',
    })
  })

  test('say how many steps equal examples are', () => {
    expect(note('steps-differ', { budget: { unit: 'examples', amount: 300_000 } })?.text).toMatch(
      /^300,000 examples at batch 256 are 1,175 steps, at 16 they are 18,750:/,
    )
  })

  test('say how many images and epochs equal steps are', () => {
    const budget = { unit: 'steps', amount: 1000 }
    expect(note('examples-differ', { budget })?.text).toBe(
      '1,000 steps at batch 256 see 255,360 images (4.26 epochs), at 16 they see 16,000 (0.27 epochs): ' +
        'between batch sizes the number of images seen differs as well as the batch.',
    )
    expect(note('steps-differ', { budget })).toBeUndefined()
  })

  test('say the learning rate at each batch size', () => {
    expect(note('learning-rate-rule', { learningRates: [0.01, 0.1] })?.text).toBe(
      'The learning rate is the same at every batch size (0.01 and 0.1); it may suit one better than another.',
    )
    expect(note('learning-rate-rule', { learningRateRule: { rule: 'linear' } })?.text).toBe(
      'The learning rate grows in proportion to the batch size: ' +
        '0.01 at the reference of 64 is 0.0025 at batch 16 and 0.04 at batch 256.',
    )
    expect(note('learning-rate-rule', { learningRateRule: { rule: 'square-root' } })?.text).toBe(
      'The learning rate grows with the square root of the batch size: ' +
        '0.01 at the reference of 64 is 0.005 at batch 16 and 0.02 at batch 256.',
    )
  })

  test('say how often the running statistics are updated, where an arm has them', () => {
    expect(note('running-statistics-updates')?.text).toMatch(
      /updated once a step: 18,750 at batch 16 and 1,175 at batch 256\./,
    )
    expect(note('running-statistics-updates', { arms: [WITHOUT] })).toBeUndefined()
    expect(note('running-statistics-updates', { budget: { unit: 'steps', amount: 9 } })).toBeUndefined()
  })

  test('say what becomes of the last batch', () => {
    const text = (lastBatch: string, trainExamples: number) =>
      note('last-batch', { batchSizes: [16, 64], data: { trainExamples }, lastBatch })?.text
    expect(text('auto', 1024)).toBeUndefined()
    expect(text('auto', 1041)).toBe(
      'An epoch of 1,041 images does not divide into equal batches: at batch 16 the last batch takes in the ' +
        '1 left and has 17 and at batch 64 the last batch has 17.',
    )
    expect(text('merge', 1040)).toBe(
      'An epoch of 1,040 images does not divide into equal batches: at batch 64 the last batch takes in ' +
        'the 16 left and has 80.',
    )
    expect(text('drop', 1040)).toBe(
      'An epoch of 1,040 images does not divide into equal batches: at batch 64 the 16 left are dropped, ' +
        'others in each epoch.',
    )
  })

  test('say that fewer than 3 seeds are unfair and fewer than 5 few', () => {
    const severity = (seeds: number[]) => note('few-seeds', { seeds })?.severity
    expect([[1], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5]].map(severity)).toEqual([
      'unfair',
      'unfair',
      'note',
      'note',
      undefined,
    ])
    expect(note('few-seeds', { seeds: [1, 2] })?.text).toBe(
      'Two seeds give an interval 12.71 standard errors wide on each side, which settles next to nothing. ' +
        'At least 3 are needed; 5 are usual here, 10 for a claim.',
    )
  })

  test('name the arms that keep a bias before batch normalization, and only there', () => {
    const layer = (normalization: string, activation = 'relu') => ({
      network: { layers: [{ type: 'dense', units: 8, bias: 'always', normalization, activation }] },
    })
    expect(note('bias-before-normalization', layer('before-activation'))?.text).toMatch(
      /^"with BN" keeps the bias/,
    )
    expect(note('bias-before-normalization', layer('after-activation', 'identity'))).toBeDefined()
    expect(note('bias-before-normalization', layer('after-activation'))).toBeUndefined()
    expect(note('bias-before-normalization')).toBeUndefined()
  })

  test('call weights that were trained before unfair, with the epochs and steps', () => {
    const start = { from: 'trained', arm: 'with BN', batchSize: 64, epochs: 5 }
    const arms = [WITHOUT, WITH, { ...WITH, name: 'continued', start }]
    expect(note('continued-weights', { arms })).toEqual({
      kind: 'continued-weights',
      severity: 'unfair',
      text:
        '"continued" does not start fresh: it continues from the weights of "with BN" at batch 64, after 5 epochs ' +
        '(4,690 steps) of training that its own curves do not show. Its losses cannot be compared with those of ' +
        'arms that start fresh.',
    })
    expect(note('unpaired', { arms })?.text).toMatch(
      /^No run of "continued" is paired with a run of another arm/,
    )
  })

  test('name the arms that never meet at a batch size', () => {
    const arms = [
      { ...WITHOUT, batchSizes: [16] },
      { ...WITH, batchSizes: [256] },
    ]
    expect(note('unpaired', { arms })).toMatchObject({
      severity: 'unfair',
      text: expect.stringMatching(/^No run of "without BN" or "with BN" is paired/) as string,
    })
    expect(note('unpaired', { arms: [WITH] })).toBeUndefined()
  })

  test('call it unfair to choose among learning rates by the test set', () => {
    const learningRates = [0.1, 0.01, 0.001]
    expect(note('selection-on-test', { learningRates })).toMatchObject({
      severity: 'unfair',
      text: expect.stringMatching(
        /^3 learning rates are compared \(0.1, 0.01 and 0.001\).* Keep some training images for validation \(/,
      ) as string,
    })
    expect(note('selection-on-test', { learningRates, data: { validationExamples: 5000 } })).toBeUndefined()
  })

  test('name arms of equal settings', () => {
    const arms = [WITH, { ...WITH, name: 'the same' }, WITHOUT]
    expect(notes({ ...alike, arms }).map(({ text }) => text)).toEqual([
      '"with BN" and "the same" have runs with the same settings, whose numbers are the same.',
    ])
  })

  test('say how finely the target is looked for', () => {
    expect(note('target-accuracy', { targetAccuracy: 0.95, evaluation: { everyEpochs: 2 } })?.text).toBe(
      'The first reaching of 95 % is looked for on the test set once every 2 epochs, and is no finer than that. ' +
        'Seconds depend on what else the machine does; steps do not.',
    )
  })

  test('put the unfair first', () => {
    const severities = notes({ seeds: [1], targetAccuracy: 0.9 }).map(({ severity }) => severity)
    expect(severities).toEqual([...severities].sort().toReversed())
    expect(new Set(severities)).toEqual(new Set(['unfair', 'note']))
  })
})
