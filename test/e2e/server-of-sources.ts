import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DownloadSource } from '../../src/datasets/download-sources.ts'
import { runServer } from '../../src/server/run-server.ts'

// The server, but what it can fetch is in SOURCES: the published mirrors can't be counted on in a test.
const { values } = parseArgs({ options: { db: { type: 'string' }, port: { type: 'string' } } })

await runServer({
  database: values.db!,
  folder: join(import.meta.dirname, '../../out/renderer'),
  port: Number(values.port),
  isOpened: false,
  downloadSources: JSON.parse(process.env.SOURCES!) as DownloadSource[],
})
