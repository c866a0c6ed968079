import { afterEach, expect, test, vi } from 'vitest'
import { MOST_BYTES } from '../../src/contract/most-bytes.ts'
import { checkSendable } from '../../src/renderer/src/sendable.ts'

const file = (name: string, size: number) => ({ name, size })
afterEach(() => vi.unstubAllGlobals())

test('in a browser, files that are too large for one message are refused with the way that takes them', () => {
  vi.stubGlobal('window', {})
  expect(() => checkSendable([file('all.bnw', MOST_BYTES)], 'bnw import FILE')).toThrow(
    'all.bnw is larger than 256 MiB, more than a browser can send: use “bnw import FILE” in a terminal.',
  )
  const half = MOST_BYTES / 2
  expect(() => checkSendable([file('a', half), file('b', half)], 'bnw data import NAME')).toThrow(/^Together/)
  expect(() => checkSendable([file('a', half)], 'bnw import FILE')).not.toThrow()
})

test('in the desktop’s window nothing is too large', () => {
  vi.stubGlobal('window', { shell: {} })
  expect(() => checkSendable([file('all.bnw', 4 * MOST_BYTES)], 'bnw import FILE')).not.toThrow()
})
