import { expect, test } from 'vitest'
import { routeOfLink } from '../../src/renderer/src/route-of-link.ts'

test.each([
  ['http://127.0.0.1:4173/#/compare?experiment=ab&zoom=10-20', '/compare?experiment=ab&zoom=10-20'],
  [' app://workbench/index.html#/new?spec=eyJ9\n', '/new?spec=eyJ9'],
  ['#/runs/ab', '/runs/ab'],
  ['/compare?experiment=ab', null],
  ['why #/compare', null],
  ['#tag', null],
  ['', null],
])('%j leads to %j', (text, route) => {
  expect(routeOfLink(text)).toBe(route)
})
