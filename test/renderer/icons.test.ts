import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { icons } from '@iconify-json/lucide'
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
  const missing = [...new Set(named)].filter((name) => !built.includes(drawingOf(name)))
  expect(named.length).toBeGreaterThan(100)
  expect(missing).toEqual([])
})

/** The begin of an icon's first shape; the name where there is no such icon. */
function drawingOf(name: string): string {
  const body = (icons.icons[name] ?? icons.icons[icons.aliases?.[name]?.parent ?? ''])?.body ?? ''
  return / (?:d|x|cx|points)="([^"]{1,16})/.exec(body)?.[1] ?? name
}
