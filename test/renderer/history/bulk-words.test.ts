import { expect, test } from 'vitest'
import { failureWords, oneByOne } from '../../../src/renderer/src/components/history/one-by-one.ts'
import { stoppedWords } from '../../../src/renderer/src/components/history/trashed-words.ts'

test('one that fails does not keep the others from it', async () => {
  const act = (id: string) =>
    id === 'b' ? Promise.reject(new Error('Its data set is gone.')) : Promise.resolve(`${id} resumed`)
  expect(await oneByOne(['a', 'b', 'c'], act)).toEqual({
    ...{ done: ['a resumed', 'c resumed'], failed: [{ id: 'b', reason: 'Its data set is gone.' }] },
  })
})

test('what failed is told by name, with the reason, and the rest is counted', () => {
  const failed = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, reason: 'It is gone.' }))
  const names = new Map([
    ['a', 'First'],
    ['b', 'Second'],
  ])
  expect(failureWords(failed, 40, 'resumed', names)).toEqual({
    title: '5 of 40 experiments could not be resumed',
    description: '“First”: It is gone.\n“Second”: It is gone.\n“c”: It is gone.\nAnd 2 more.',
  })
  expect(failureWords(failed.slice(0, 1), 1, 'stopped', names)).toEqual({
    ...{ title: 'This could not be stopped', description: 'It is gone.' },
  })
})

test('the trash says whose training it ended', () => {
  expect(stoppedWords(3, [])).toEqual({})
  expect(stoppedWords(1, ['A']).description).toBe(
    'Its training was stopped; once restored, it can be resumed.',
  )
  expect(stoppedWords(9, ['A', 'B']).description).toMatch(/^The training of “A” and “B” was stopped/)
  expect(stoppedWords(9, ['A', 'B', 'C', 'D', 'E']).description).toMatch(/“A”, “B”, “C” and 2 more was/)
})
