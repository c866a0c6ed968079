import { expect, test } from 'vitest'
import { edited, newHistory, redone, undone } from '../../../src/renderer/src/design/edit-history.ts'

test('each edit can be undone and done again', () => {
  const two = edited(edited(newHistory('a'), 'b', 'x', 0), 'c', 'y', 1)
  const one = undone(two)
  expect([one.present, undone(one).present, undone(undone(one)).present]).toEqual(['b', 'a', 'a'])
  expect(redone(one).present).toBe('c')
  expect(redone(redone(one)).present).toBe('c')
})

test('typing on in one field is one edit, until a second has passed or something was undone', () => {
  const typed = edited(edited(newHistory(''), '1', 'field', 0), '12', 'field', 900)
  expect(undone(typed).present).toBe('')
  const paused = edited(typed, '123', 'field', 2000)
  expect(undone(paused).present).toBe('12')
  const resumed = edited(undone(paused), '129', 'field', 2001)
  expect(undone(resumed).present).toBe('12')
})

test('what was undone is gone after another edit', () => {
  const branched = edited(undone(edited(newHistory('a'), 'b', 'x', 0)), 'c', 'x', 1)
  expect(redone(branched).present).toBe('c')
  expect(undone(branched).present).toBe('a')
})

test('no more than 200 steps are kept', () => {
  let history = newHistory(0)
  for (let i = 1; i <= 500; i++) history = edited(history, i, `edit ${i}`, i)
  expect(history.past).toHaveLength(200)
  expect(history.past[0]).toBe(300)
})
