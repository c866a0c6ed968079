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

test('what is stored and not understood hides no layout, and is kept as it is', () => {
  const store = temporaryStore()
  const stored = () => store.settings.get('compare layouts')
  const newer = { name: 'newer', settings: { panels: ['loss'] } }
  store.settings.set('compare layouts', [newer, { name: 'wide', settings: {} }])
  expect(layouts(store)).toEqual([{ name: 'wide', settings: {} }])
  expect(saveLayout(store, { name: 'narrow', settings: {} }).map(({ name }) => name)).toEqual([
    'narrow',
    'wide',
  ])
  expect(removeLayout(store, 'wide')).toEqual([{ name: 'narrow', settings: {} }])
  expect(stored()).toEqual([{ name: 'narrow', settings: {} }, newer])

  store.settings.set('compare layouts', { version: 2 })
  expect(layouts(store)).toEqual([])
  saveLayout(store, { name: 'narrow', settings: {} })
  expect(stored()).toEqual([{ name: 'narrow', settings: {} }, { version: 2 }])
})
