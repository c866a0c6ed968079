/**
 * Starts the workbench: in a window of its own where one can be opened, else in the browser.
 *   npm start        whichever can be had; says which and why
 *   npm run desktop  the window, or why not
 *   npm run serve    for a browser
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { serveCommand } from '../src/server/command.ts'
import { buildWhenStale } from './start/build-when-stale.ts'
import { windowObstacle } from './start/can-open-window.ts'
import { electronProgram, installElectron } from './start/electron-program.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const [kind = 'any', ...rest] = process.argv.slice(2)

await buildWhenStale(say).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
if (kind === 'serve') await serveCommand(rest)
else await startDesktop()

async function startDesktop(): Promise<void> {
  const obstacle = windowObstacle(process.platform, process.env)
  const found = obstacle === null ? await findElectron() : { reason: obstacle }
  if ('program' in found) runProgram(found.program, [root, ...rest])
  else if (kind === 'desktop') {
    process.stderr.write(`The desktop app can't be started: ${found.reason}.\n`)
    process.exitCode = 1
  } else {
    say(`Starting in the browser, because the desktop app can't be started here: ${found.reason}.\n`)
    await serveCommand([...rest, '--open'])
  }
}

async function findElectron(): Promise<{ program: string } | { reason: string }> {
  const program = electronProgram()
  return program === null ? await installElectron(say) : { program }
}

/** Its output and its exit code are ours. Ctrl-C reaches it by itself, so that here it only must not end this process. */
function runProgram(program: string, args: string[]): void {
  const child = spawn(program, args, { stdio: 'inherit' })
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill())
  child.once('error', (error) => {
    process.stderr.write(`${program} can't be started: ${error.message}\n`)
    process.exitCode = 1
  })
  child.once('exit', (code) => {
    process.exitCode = code ?? 1
  })
}
