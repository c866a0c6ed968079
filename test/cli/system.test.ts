import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, test } from 'vitest'
import { encodeIdx } from '../../src/datasets/idx.ts'
import { openStore } from '../../src/host/store/open-store.ts'
import { barsDataset } from '../host/bars-dataset.ts'
import { newDesk, type Desk } from './bnw.ts'

let desk: Desk
beforeAll(async () => {
  desk = await newDesk()
})

test('data sets are imported, listed and removed', async () => {
  const { train, test: tested } = barsDataset()
  mkdirSync(desk.file('idx'))
  const files = Object.entries({ train, test: tested }).flatMap(([half, set]) => {
    const file = (kind: string) => join('idx', `${half}-${kind}`)
    writeFileSync(desk.file(file('images')), encodeIdx([set.count, set.height, set.width], set.images))
    writeFileSync(desk.file(file('labels')), encodeIdx([set.count], set.labels))
    return [`--${half}-images`, file('images'), `--${half}-labels`, file('labels')]
  })
  expect((await desk.bnw('data', 'import', 'mine', ...files)).out).toMatch(/Imported "mine": 400 images/)
  expect((await desk.bnw('data', 'list')).out).toMatch(/digits +20000[^]*mine +400 +100 +10×10/)
  expect((await desk.bnw('data', 'remove', 'mine')).code).toBe(0)
  expect((await desk.json<{ name: string }[]>('data', 'list')).map(({ name }) => name)).toEqual([
    'digits',
    'bars',
  ])
})

test('settings are shown, changed and kept', async () => {
  expect((await desk.bnw('settings')).out).toMatch(/parallel +auto .*\nleave-one-core-free +off\n/)
  expect((await desk.bnw('settings', 'parallel', '3')).out).toBe('parallel  3\n')
  await desk.bnw('settings', 'leave-one-core-free', 'on')
  expect(await desk.json('settings')).toEqual({ parallel: 3, leaveOneCoreFree: true })
  await desk.bnw('settings', 'parallel', 'auto')
  expect(await desk.json('settings')).toEqual({ parallel: null, leaveOneCoreFree: true })
})

test('the doctor names versions, the database, the folders, and every backend', async () => {
  const { code, out } = await desk.bnw('doctor')
  expect(out).toMatch(/^BatchNorm Workbench \d/)
  expect(out).toMatch(/Versions +Node\.js \d+.*TensorFlow\.js \d/)
  expect(out).toContain(`${join(desk.home, 'workbench.db')} (`)
  expect(out).toMatch(/Held by +no other process/)
  for (const backend of ['wasm', 'cuda', 'webgpu', 'cpu'])
    expect(out).toMatch(new RegExp(`(yes|no ) {2}${backend}`))
  expect({ code, last: out.trimEnd().split('\n').at(-1) }).toEqual({ code: 0, last: 'Nothing is wrong.' })
})

test('the doctor says what to do about a database that cannot be opened, and still probes', async () => {
  writeFileSync(desk.file('notes.db'), 'These are notes, and no database of any kind.'.repeat(50))
  const { code, out } = await desk.bnw('doctor', '--db', 'notes.db')
  expect(code).toBe(1)
  expect(out).toMatch(/yes {2}wasm[^]*What is wrong\n- .*notes\.db/)
  expect(await desk.bnw('list', '--db', 'notes.db')).toMatchObject({ code: 1, out: '' })
})

test('a database of a newer version is read, and every command says why it is not written', async () => {
  openStore(desk.file('newer.db')).close()
  const newer = new Database(desk.file('newer.db'))
  newer.pragma('user_version = 99')
  newer.close()
  const listed = await desk.bnw('list', '--db', 'newer.db')
  expect(listed).toMatchObject({
    code: 0,
    err: expect.stringMatching(/newer version of this program/) as string,
  })
  const named = await desk.bnw('doctor', '--db', 'newer.db')
  expect(named.code).toBe(1)
  expect(named.out.replaceAll(/\s+/g, ' ')).toMatch(
    /What is wrong - .*newer version of this program.* update the program/,
  )
})

test('a pipe that is closed early is no error', async () => {
  const called = desk.start(['presets'])
  called.child.stdout!.destroy()
  expect(await called.ended).toMatchObject({ code: 0, err: '' })
})
