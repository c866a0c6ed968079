import { expect, test } from 'vitest'
import { fileName } from '../../src/domain/file-name.ts'

test('a file is named after its experiment, without what file systems refuse', () => {
  expect(fileName('With and without BN, 5 seeds')).toBe('with-and-without-bn-5-seeds')
  expect(fileName('a/b\\c:*?')).toBe('a-b-c')
  expect(fileName('???')).toBe('experiment')
  expect(fileName('Größe, Übung'.normalize('NFD'))).toBe('größe-übung'.normalize('NFC'))
  expect(fileName('が 1')).toBe('が-1')
  expect(fileName('x'.repeat(300))).toHaveLength(80)
})
