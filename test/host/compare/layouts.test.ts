import { expect, test } from 'vitest'
import { layouts, removeLayout, saveLayout } from '../../../src/host/compare/layouts.ts'
import { temporaryStore } from '../store/temporary-store.ts'

test('a layout is kept under its name, replaces one of that name, and is gone when removed', () => {
  const store = temporaryStore()
  expect(layouts(store)).toEqual([])
  saveLayout(store, { name: 'wide', settings: { unit: 'steps', columns: 2, isLog: true } })
  saveLayout(store, { name: 'narrow', settings: {} })
  saveLayout(store, { name: 'wide', settings: { unit: 'seconds' } })
  expect(layouts(store)).toEqual([
    { name: 'narrow', settings: {} },
    { name: 'wide', settings: { unit: 'seconds' } },
  ])
  expect(removeLayout(store, 'narrow').map(({ name }) => name)).toEqual(['wide'])
  expect(removeLayout(store, 'never').map(({ name }) => name)).toEqual(['wide'])
  expect(layouts(store).map(({ name }) => name)).toEqual(['wide'])
})

test('what is stored and not understood is no layout', () => {
  const store = temporaryStore()
  store.settings.set('compare layouts', [{ name: 1 }])
  expect(layouts(store)).toEqual([])
})
