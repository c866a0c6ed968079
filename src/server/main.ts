import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { homeFolder } from '../host/home-folder.ts'
import { openWorkbench } from '../host/open-workbench.ts'
import { serve } from './serve.ts'

/** The workbench for a browser of this machine: `node src/server/main.ts [--port N] [--db FILE]`. */

const { values } = parseArgs({ options: { port: { type: 'string' }, db: { type: 'string' } } })
const home = homeFolder()
const workbench = await openWorkbench({ database: values.db ?? join(home, 'workbench.db'), home })
const folder = fileURLToPath(new URL('../../out/renderer', import.meta.url))
const server = await serve(workbench.api, { folder, port: Number(values.port ?? 0) })
process.stdout.write(`${server.link}\n`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void server
      .close()
      .then(() => workbench.close())
      .then(() => process.exit(0))
  })
