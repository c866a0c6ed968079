import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const sources = fileURLToPath(new URL('../../src/renderer/src', import.meta.url))
const assets = fileURLToPath(new URL('../../out/renderer/assets', import.meta.url))

test('every icon that is named in the sources is in the built page', () => {
  const named = readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:vue|ts)$/.test(file))
    .flatMap((file) => readFileSync(join(sources, file), 'utf8').match(/(?<=i-lucide-)[a-z0-9-]+/g) ?? [])
  const built = readdirSync(assets)
    .filter((file) => file.endsWith('.js'))
    .map((file) => readFileSync(join(assets, file), 'utf8'))
    .join('\n')
  // As a key of the collection, which is JSON in a string.
  const isBuilt = (name: string) => built.includes(String.raw`\"${name}\":{\"`)
  expect(named.length).toBeGreaterThan(100)
  expect([...new Set(named)].filter((name) => !isBuilt(name))).toEqual([])
})
