import { expect, test } from 'vitest'
import { WorkbenchError } from '../../../src/contract/errors.ts'
import { Writer } from '../../../src/host/training/writer.ts'
import { temporaryStore } from '../store/temporary-store.ts'

function newWriter() {
  const store = temporaryStore()
  const heard = { written: 0, problems: [] as (string | null)[], refused: [] as string[] }
  const writer = new Writer({
    transaction: (action) => store.transaction(action),
    onWritten: () => heard.written++,
    onProblem: (problem) => heard.problems.push(problem),
  })
  const set = (name: string, value: number) => (): void => store.settings.set(name, value)
  const refuse = ({ message }: Error): void => void heard.refused.push(message)
  return { store, heard, writer, set, refuse }
}

test('what is refused for itself holds up nothing else, and leaves nothing of itself', () => {
  const { store, heard, writer, set, refuse } = newWriter()
  writer.write(set('a', 1), refuse)
  writer.write(() => {
    store.settings.set('half', 1)
    throw new WorkbenchError('internal', 'no such step')
  }, refuse)
  writer.write(set('b', 2), refuse)
  expect(writer.flush()).toBe(true)
  expect(['a', 'b', 'half'].map((name) => store.settings.get(name))).toEqual([1, 2, undefined])
  expect(heard).toEqual({ written: 1, problems: [], refused: ['no such step'] })
})

test('while nothing can be written all of it is kept, in its order', () => {
  const { store, heard, writer, set, refuse } = newWriter()
  let isFull = true
  writer.write(set('a', 1), refuse)
  writer.write(() => {
    if (isFull) throw new WorkbenchError('unavailable', 'the disk is full')
    store.settings.set('a', 2)
  }, refuse)
  expect(writer.flush()).toBe(false)
  expect(store.settings.get('a')).toBeUndefined()
  isFull = false
  expect(writer.flush()).toBe(true)
  expect(store.settings.get('a')).toBe(2)
  expect(heard).toEqual({ written: 1, problems: ['the disk is full', null], refused: [] })
})

test('what a refused action wants written instead is written', () => {
  const { store, writer, set } = newWriter()
  writer.write(
    () => {
      throw new Error('no')
    },
    () => writer.write(set('instead', 1), () => undefined, 'now'),
  )
  expect(writer.flush()).toBe(true)
  writer.flush()
  expect(store.settings.get('instead')).toBe(1)
})
