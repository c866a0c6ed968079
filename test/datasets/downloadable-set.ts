import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { DownloadSource, PublishedFile } from '../../src/datasets/download-sources.ts'
import { emptyFolder, writeSmallSet } from './small-set.ts'

/** A small data set as a mirror has it, and as it is published from these mirrors. */
export function downloadableSet(mirrors: readonly string[]): {
  files: Map<string, Buffer>
  source: DownloadSource
} {
  const files = new Map<string, Buffer>()
  const entries = Object.entries(writeSmallSet(emptyFolder())).map(([which, path]) => {
    const content = gzipSync(readFileSync(path))
    const file = `${which}.gz`
    files.set(file, content)
    const sha256 = createHash('sha256').update(content).digest('hex')
    return [which, { file, bytes: content.length, sha256 } satisfies PublishedFile]
  })
  const source: DownloadSource = {
    ...{ name: 'mnist', title: 'A small set', source: 'A test; no licence', mirrors },
    files: Object.fromEntries(entries) as DownloadSource['files'],
  }
  return { files, source }
}
