import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { WorkbenchError } from '../contract/errors.ts'
import { databaseFile } from '../host/home-folder.ts'
import { runServer } from './run-server.ts'

const USAGE = 'npm run serve -- [--port NUMBER] [--db FILE] [--open]'

/**
 * The workbench for a browser of this machine, until a signal ends it. What goes wrong is said on stderr, never thrown.
 * @param args as in the usage above
 */
export async function serveCommand(args: string[]): Promise<void> {
  try {
    await start(args)
  } catch (error) {
    const { text, exitCode } = toSay(error)
    process.stderr.write(`${text}\n`)
    process.exitCode = exitCode
  }
}

async function start(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, db: { type: 'string' }, open: { type: 'boolean' } },
  })
  await runServer({
    database: databaseFile(values.db),
    folder: fileURLToPath(new URL('../../out/renderer', import.meta.url)),
    port: portOf(values.port ?? '0'),
    isOpened: values.open ?? false,
  })
}

function toSay(error: unknown): { text: string; exitCode: number } {
  if (error instanceof WorkbenchError)
    return { text: error.message, exitCode: error.code === 'bad-input' ? 2 : 1 }
  if (!(error instanceof Error)) return { text: String(error), exitCode: 1 }
  const isUsage = (error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS') === true
  return isUsage
    ? { text: `${error.message}\nUsage: ${USAGE}`, exitCode: 2 }
    : { text: error.stack ?? error.message, exitCode: 1 }
}

function portOf(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new WorkbenchError('bad-input', `--port is ${text}: it must be a whole number from 0 to 65535.`)
}
