import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { localHost } from '../src/contract/rpc.ts'
import {
  DOWNLOAD_SOURCES,
  type DownloadSource,
  type PublishedFile,
} from '../src/datasets/download-sources.ts'
import { startHost } from '../src/host/workbench-host.ts'
import { serve } from '../src/server/serve.ts'

/** Of the largest file. */
const SHARE_SENT = 0.4
/** Longer than anyone looks. */
const STALL_SECONDS = 600

/** A workbench that fetches MNIST, from a mirror of this machine that stops on the way: nothing is asked of the network. */
export async function withDownload(act: (link: string) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'bnw-downloading-'))
  const [mnist, ...others] = DOWNLOAD_SOURCES
  const files = Object.fromEntries(Object.entries(mnist!.files).map(([which, file]) => [which, blank(file)]))
  const source = { ...mnist!, files: files as DownloadSource['files'] }
  const mirror = await stoppingMirror(source)
  const { port } = mirror.address() as AddressInfo
  const host = startHost({
    ...{ database: join(home, 'workbench.db'), home, stallSeconds: STALL_SECONDS },
    downloadSources: [{ ...source, mirrors: [`http://127.0.0.1:${port}/`] }, ...others],
  })
  const api = localHost(host.handlers, host.subscribe)
  const folder = fileURLToPath(new URL('../out/renderer', import.meta.url))
  const server = await serve(api, { folder, port: 0 })
  try {
    await api.call('datasets.download', { name: mnist!.name })
    await act(server.link)
  } finally {
    await server.close()
    await host.close()
    mirror.closeAllConnections()
    mirror.close()
    rmSync(home, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** A file of the same size with nothing in it, which nobody gets to read. */
function blank({ file, bytes }: PublishedFile): PublishedFile {
  return { file, bytes, sha256: createHash('sha256').update(Buffer.alloc(bytes)).digest('hex') }
}

/** Sends the small files, and of the largest some and then no more. */
async function stoppingMirror({ files }: DownloadSource): Promise<Server> {
  const sizes = new Map(Object.values(files).map(({ file, bytes }) => [`/${file}`, bytes]))
  const largest = Math.max(...sizes.values())
  const server = createServer(({ url }, response) => {
    const bytes = sizes.get(url ?? '') ?? 0
    response.writeHead(200, { 'content-length': bytes })
    if (bytes < largest) response.end(Buffer.alloc(bytes))
    else response.write(Buffer.alloc(Math.floor(SHARE_SENT * bytes)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
