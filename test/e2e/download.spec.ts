import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { DownloadSource } from '../../src/datasets/download-sources.ts'
import { encodeIdx } from '../../src/datasets/idx.ts'
import * as server from '../datasets/flawed-server.ts'
import { axeViolations } from './axe-violations.ts'
import { WorkbenchServer } from './workbench-server.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

const script = fileURLToPath(new URL('server-of-sources.ts', import.meta.url))
const SIDE = 8
/** Noise, so that packing saves nothing: a slow mirror needs seconds for it. */
function images(count: number): Uint8Array {
  const blocks = Array.from({ length: (count * SIDE ** 2) / 32 }, (_, i) =>
    createHash('sha256').update(String(i)).digest(),
  )
  return encodeIdx([count, SIDE, SIDE], Buffer.concat(blocks))
}
const labels = (count: number) =>
  encodeIdx(
    [count],
    Uint8Array.from({ length: count }, (_, i) => i % 10),
  )

const contents = {
  trainImages: gzipSync(images(100)),
  trainLabels: gzipSync(labels(100)),
  testImages: gzipSync(images(100)),
  testLabels: gzipSync(labels(100)),
}
const files = new Map(Object.entries(contents))
const published = Object.entries(contents).map(([file, content]) => {
  return [file, { file, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }]
})
const sourceAt = (mirrors: string[]): DownloadSource => ({
  ...{ name: 'mnist', title: 'MNIST', source: 'Of a test', mirrors },
  files: Object.fromEntries(published) as DownloadSource['files'],
})

test(
  'a data set is downloaded: a lying mirror is named, a slow one cancelled and resumed, and the images are there',
  ON_SERVER,
  async ({ page, home }) => {
    const lying = await server.openMirror(files, server.lie, server.status(503))
    const honest = await server.openMirror(
      files,
      server.status(404),
      server.well,
      server.well,
      server.slowly,
      server.well,
    )
    const workbench = new WorkbenchServer(home, script, {
      SOURCES: JSON.stringify([sourceAt([lying.address, honest.address])]),
    })
    try {
      await workbench.start()
      await page.goto(`${workbench.link}#/datasets`)
      const card = page.getByRole('region', { name: 'MNIST', exact: true })
      await expect(card).toContainText('in four files')
      await card.getByRole('button', { name: 'Download: MNIST' }).click()
      await expect(card).toContainText(`${lying.address}testLabels sent something else than was published`)
      await expect(card).toContainText(`${honest.address}testLabels answered with status 404`)
      expect(await axeViolations(page)).toEqual([])

      await card.getByRole('button', { name: 'Try again: MNIST' }).click()
      const bar = card.getByRole('progressbar', { name: 'Download of MNIST' })
      await expect(bar).toHaveAttribute('aria-valuetext', /^[\d.]+ KiB of /)
      await card.getByRole('button', { name: 'Cancel: MNIST' }).click()
      await expect(bar).toBeHidden()
      await card.getByRole('button', { name: 'Resume: MNIST' }).click()

      const shown = page.getByRole('region', { name: 'Data set mnist' })
      await page.getByRole('button', { name: /^mnist/i }).click()
      await expect(shown).toContainText('100 to train on, 100 to test on · 8 × 8 pixels · 10 classes')
      await expect(shown.getByRole('img', { name: /^Image / })).toHaveCount(60)
      await expect(card).toBeHidden()
      // What had come before it was cancelled was not asked for again.
      expect(honest.asked[4]!.file).toBe(honest.asked[3]!.file)
      expect(honest.asked[4]!.from).toBeGreaterThan(0)
      expect(new Set(honest.asked.map(({ file }) => file)).size).toBe(4)
    } finally {
      await page.close()
      await workbench.stop()
      lying.close()
      honest.close()
    }
  },
)
