import { describe, expect, test } from 'vitest'
import { PRESETS } from '../../../src/domain/presets.ts'
import { parseSpec } from '../../../src/domain/parse-spec.ts'
import { designSummary } from '../../../src/renderer/src/design/design-summary.ts'
import { blankSpec, draftOf } from '../../../src/renderer/src/design/draft.ts'
import { besideField, problemsInMessage, problemsOf } from '../../../src/renderer/src/design/draft-check.ts'
import { fieldPaths, fieldText } from '../../../src/renderer/src/design/field-text.ts'
import { jsonOfLink, readJson } from '../../../src/renderer/src/design/json-draft.ts'
import { linesOfPaths } from '../../../src/renderer/src/design/json-lines.ts'
import { readNumber, readNumbers, withNumbers } from '../../../src/renderer/src/design/number-list.ts'
import { labelOfPath } from '../../../src/renderer/src/design/path-label.ts'
import { decodeSpec, encodedInLink, encodeSpec } from '../../../src/renderer/src/design/spec-link.ts'
import { valueText } from '../../../src/renderer/src/design/value-text.ts'

const draft = draftOf(PRESETS[0]!.spec)

describe('a typed list of numbers', () => {
  test.each([
    ['16 32 64', [16, 32, 64]],
    ['16,32;64', [16, 32, 64]],
    ['1-5', [1, 2, 3, 4, 5]],
    ['3..4 9', [3, 4, 9]],
    ['0.1 1e-3 .5', [0.1, 0.001, 0.5]],
    ['16 abc', [16, 'abc']],
    ['5-1', ['5-1']],
    ['1-99999', ['1-99999']],
    ['-3', [-3]],
    ['  ', []],
  ])('%j is %j', (text, numbers) => {
    expect(readNumbers(text)).toEqual(numbers)
  })

  test('is taken into a list in order, each number once', () => {
    expect(withNumbers([16, 256, 'abc'], '8 256 -3 x')).toEqual([-3, 8, 16, 256, 'abc', 'x'])
  })
})

test.each([
  ['0x10', '0x10'],
  ['Infinity', 'Infinity'],
  ['', ''],
  [' 12 ', 12],
  ['1.', 1],
  ['1e400', '1e400'],
])('%j is the number %j, or stays a text', (text, value) => {
  expect(readNumber(text)).toBe(value)
})

describe('every field has a text', () => {
  /** The places of all values, as the form writes them. */
  function placesOf(value: unknown, path = ''): string[] {
    if (Array.isArray(value)) {
      if (typeof value[0] === 'number') return [path]
      return value.flatMap((item) => placesOf(item, `${path}[]`))
    }
    if (typeof value !== 'object' || value === null) return [path]
    return Object.entries(value).flatMap(([key, item]) =>
      placesOf(item, path === '' ? key : `${path}.${key}`),
    )
  }

  test('of every kind of optimizer, schedule, initialization and start', () => {
    const specs = [
      blankSpec,
      { ...blankSpec, optimizer: { type: 'adam' as const } },
      { ...blankSpec, schedule: { shape: { type: 'step' as const, epochs: [1] } } },
      { ...blankSpec, schedule: { shape: { type: 'cosine' as const } } },
      {
        ...blankSpec,
        network: { layers: [], initialization: { scheme: 'gaussian' as const, scale: 1 } },
      },
      ...PRESETS.map(({ spec }) => spec),
    ]
    const places = new Set(specs.flatMap((spec) => placesOf(draftOf(spec))))
    // What is no choice, and an arm's batch sizes, which are boxes to tick.
    const untold = ['spec', 'network.layers[].type', 'arms[].batchSizes']
    expect([...places].filter((place) => !fieldPaths.includes(place) && !untold.includes(place))).toEqual([])
    expect(fieldPaths.filter((place) => !places.has(place))).toEqual([])
  })

  test('with a label, and a hint that is a sentence', () => {
    const texts = fieldPaths.map(fieldText)
    expect(texts.filter(({ label, hint }) => label === '' || !/^\S.*\.$/.test(hint))).toEqual([])
  })
})

test('values in words', () => {
  expect(valueText(null, { kind: 'number-or-open', open: 'all' })).toBe('all')
  expect(valueText(true, { kind: 'flag' })).toBe('on')
  expect(valueText('he', fieldText('network.initialization.scheme').control)).toBe('He: N(0, 2/inputs)')
  expect(valueText([16, 32], fieldText('batchSizes').control)).toBe('16, 32')
})

describe('a problem beside its field', () => {
  const problemsOfDraft = (changed: object) => {
    const parsed = parseSpec({ ...draft, ...changed })
    return parsed.ok ? [] : parsed.problems
  }

  test('says only what is allowed', () => {
    const [problem] = problemsOfDraft({ optimizer: { type: 'sgd', momentum: 1 } })
    expect(besideField(problem!)).toBe('Must be at least 0 and less than 1.')
    const [empty] = problemsOfDraft({ optimizer: { type: 'sgd', momentum: '' } })
    expect(besideField(empty!)).toBe('Is empty: must be at least 0 and less than 1.')
    expect(besideField(problemsOfDraft({ batchSizes: [] })[0]!)).toBe('Give at least one.')
  })

  test('speaks of the form, not of a file', () => {
    const [open] = problemsOfDraft({ data: { ...draft.data, trainExamples: 'null' } })
    expect(besideField(open!)).toBe('Must be a whole number of at least 1, or empty.')
    const [target] = problemsOfDraft({ targetAccuracy: 95 })
    expect(besideField(target!)).toBe('Must be above 0 and at most 1, or empty.')
    const [kept] = problemsOfDraft({ data: { ...draft.data, trainExamples: 500, validationExamples: 500 } })
    expect(besideField(kept!)).toBe('Must be less than “Training images”, of which they are a part (500).')
    const [first, second] = draft.arms
    const arms = [first!, second!, { ...first!, name: second!.name }]
    const [again] = problemsOfDraft({ arms })
    expect(besideField(again!)).toBe('Must be a name of its own; arm 2 of the list has it already.')
    expect(labelOfPath(again!.path, { ...draft, arms })).toBe('Arm 3, name of the arm')
  })

  test('of an entry is shown by its list', () => {
    const problems = problemsOfDraft({ batchSizes: [16, 0] })
    expect(problemsOf(problems, 'batchSizes').map(({ path }) => path)).toEqual(['batchSizes[1]'])
    expect(besideField(problems[0]!)).toBe('0: must be a whole number of at least 1.')
    expect(labelOfPath('batchSizes[1]', draft)).toBe('Batch sizes')
  })

  test('is named as the form names its place', () => {
    expect(labelOfPath('network.layers[1].units', draft)).toBe('Layer 2, units')
    expect(labelOfPath('arms[1].normalization.epsilon', draft)).toBe('with BN, ε')
    expect(labelOfPath('arms[0].batchSizes[2]', draft)).toBe('without BN, batch sizes')
    expect(labelOfPath('', draft)).toBe('The whole design')
  })

  test('is found in a refusal of the host', () => {
    const message =
      'The spec cannot be run:\narms[0].name is "": must be a text of 1 to 60 characters, not of spaces alone\nSorry.'
    expect(problemsInMessage(message).map(({ path }) => path)).toEqual(['arms[0].name'])
    expect(problemsInMessage('The disk is full.')).toEqual([])
  })
})

test('a design goes through a link unchanged, whatever letters its name has', () => {
  const named = { ...draft, name: 'γ und β – “ö” 🙂' }
  expect(encodeSpec(named)).toMatch(/^[\w-]+$/)
  expect(decodeSpec(encodeSpec(named))).toEqual(named)
  expect(() => decodeSpec(encodeSpec(named).slice(0, -9))).toThrow()
})

test.each([
  ['whole', 'http://127.0.0.1:41234/#/new?spec='],
  ['of the desktop', ' app://workbench/index.html#/new?spec='],
  ['from its # on', '#/new?spec='],
])('a link that is pasted %s is the JSON of its design', (_, before) => {
  const encoded = encodeSpec(draft)
  expect(encodedInLink(before + encoded)).toBe(encoded)
  expect(JSON.parse(jsonOfLink(`${before}${encoded}\n`)!)).toEqual(draft)
})

test('a link that is cut off is told as that, and a spec that mentions one is no link', () => {
  const cut = `#/new?spec=${encodeSpec(draft).slice(0, -9)}`
  expect(jsonOfLink(cut)).toBeNull()
  expect(readJson(cut).problems).toMatchObject([
    { line: null, message: expect.stringMatching(/may be cut off/) as string },
  ])
  expect(encodedInLink(JSON.stringify({ name: 'see #/new?spec=abc' }))).toBeNull()
})

describe('a spec as JSON', () => {
  const text = JSON.stringify(draft, null, 2)

  test('is read back as it was', () => {
    expect(readJson(text)).toEqual({ draft, problems: [] })
  })

  test('tells the line of a problem', () => {
    const lines = text.split('\n')
    const line = lines.findIndex((one) => one.includes('"momentum"')) + 1
    const read = readJson(text.replace('"momentum": 0.9', '"momentum": "high"'))
    expect(read.problems).toEqual([
      { line, message: 'optimizer.momentum is "high": must be at least 0 and less than 1' },
    ])
  })

  test('tells the line of what should hold a missing part', () => {
    const { seeds: _, ...rest } = draft
    expect(readJson(JSON.stringify(rest, null, 2)).problems).toMatchObject([{ line: 1 }])
  })

  test('tells the line of a slip in writing', () => {
    expect(readJson('{\n  "spec": 1,\n  "name" "x"\n}').problems).toMatchObject([{ line: 3 }])
    expect(readJson('').problems).toHaveLength(1)
  })

  test('has a line for every place, brackets and quotes in texts notwithstanding', () => {
    const lines = linesOfPaths('{"a": [1,\n{"b": "x\\"]}"}],\n"c": []}')
    expect(Object.fromEntries(lines)).toEqual({ '': 1, a: 1, 'a[0]': 1, 'a[1]': 2, 'a[1].b': 2, c: 3 })
  })
})

test('a design in a line', () => {
  const parsed = parseSpec(PRESETS[0]!.spec)
  expect(parsed.ok && designSummary(parsed.spec)).toBe(
    '50 runs to compare: 2 arms, 5 batch sizes, 5 seeds; 5 epochs of digits each',
  )
})
