import { expect, test } from 'vitest'
import { changeStatus } from '../../src/host/run-status.ts'

test.each([
  ['queued', 'running'],
  ['running', 'done'],
  ['running', 'queued'],
  ['interrupted', 'queued'],
  ['failed', 'queued'],
  ['done', 'queued'],
] as const)('a run that is %s may become %s', (from, to) => {
  expect(changeStatus(from, to)).toBe(to)
})

test.each([
  ['queued', 'done'],
  ['done', 'running'],
  ['diverged', 'queued'],
  ['stopped', 'running'],
] as const)('a run that is %s cannot become %s', (from, to) => {
  expect(() => changeStatus(from, to)).toThrow(`A run that is ${from} cannot become ${to}.`)
})
