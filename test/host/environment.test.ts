import { expect, test } from 'vitest'
import { readEnvironment } from '../../src/host/environment.ts'

test('the commit is asked for once: what runs is what was there when it began', () => {
  const first = readEnvironment(1, {}).product
  const path = process.env.PATH
  process.env.PATH = ''
  try {
    expect(readEnvironment(1, {}).product).toEqual(first)
  } finally {
    process.env.PATH = path
  }
  expect(first.commit).toMatch(/^[0-9a-f]{12}(-dirty)?$/)
})
