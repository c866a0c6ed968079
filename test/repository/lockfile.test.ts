import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Entry = { integrity?: string; resolved?: string; inBundle?: boolean }

const text = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')
const { packages } = JSON.parse(text) as { packages: Record<string, Entry> }
const installed = Object.entries(packages).filter(([folder]) => folder !== '')

test("the lockfile pins the content of every package, other platforms' too", () => {
  expect(installed.length).toBeGreaterThan(0)
  // What a package carries within itself is pinned with it.
  const own = installed.filter(([, { inBundle }]) => inBundle !== true)
  const unpinned = own.filter(([, { integrity }]) => !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''))
  expect(unpinned.map(([folder]) => folder)).toEqual([])
})

test('the lockfile names no registry', () => {
  expect(installed.filter(([, { resolved }]) => resolved !== undefined).map(([folder]) => folder)).toEqual([])
})
