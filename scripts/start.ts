/**
 * Starts the workbench: in a window of its own where one can be opened, else in the browser.
 *   npm start        whichever can be had; says which and why
 *   npm run desktop  the window, or why not
 *   npm run serve    for a browser
 */
import { fileURLToPath } from 'node:url'
import { serveCommand } from '../src/server/command.ts'
import { buildWhenStale } from './start/build-when-stale.ts'
import { windowObstacle } from './start/can-open-window.ts'
import { electronProgram, installElectron } from './start/electron-program.ts'
import { runProgram, type ProgramEnd } from './start/run-program.ts'

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
  const ended = await runDesktop()
  if ('code' in ended) process.exitCode = ended.code
  else if (kind === 'desktop') {
    process.stderr.write(`The desktop app can't be started: ${ended.reason}.\n`)
    process.exitCode = 1
  } else {
    say(`Starting in the browser, because the desktop app can't be started here: ${ended.reason}.\n`)
    await serveCommand([...rest, '--open'])
  }
}

async function runDesktop(): Promise<ProgramEnd> {
  const obstacle = windowObstacle(process.platform, process.env)
  if (obstacle !== null) return { reason: obstacle }
  const found = electronProgram()
  const electron = found === null ? await installElectron(say) : { program: found }
  if ('reason' in electron) return electron
  say('Starting the desktop app, because Electron is installed and a window can be opened here.')
  return await runProgram(electron.program, [root, ...rest])
}
