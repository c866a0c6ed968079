/**
 * What `electron FOLDER` does, without Electron: `node test/electron-double/main.ts FOLDER [ARGUMENT…]`. The app in the
 * folder must be built. With a channel to the process that forked it (see launch.ts) it also answers what a test asks.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const folder = resolve(process.argv[2] ?? '.')
const { main } = JSON.parse(readFileSync(resolve(folder, 'package.json'), 'utf8')) as { main: string }

registerHooks({
  resolve(specifier, context, next) {
    if (specifier !== 'electron') return next(specifier, context)
    const { href } = new URL('electron.ts', import.meta.url)
    return { url: href, format: 'module-typescript', shortCircuit: true }
  },
})
Object.defineProperty(process, 'type', { enumerable: true, value: 'browser' })

const { rawApp } = await import('./app.ts')
const { launchBrowser } = await import('./browser.ts')
const { default: electron } = await import('./electron.ts')
process.argv.splice(1, 2, folder)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => rawApp.quit())

const tell = process.send?.bind(process)
if (tell) {
  process.on('message', ({ id, source, arg }: { id: number; source: string; arg: unknown }) => {
    void evaluate(source, arg).then((answer) => tell({ id, ...answer }))
  })
  process.on('disconnect', () => process.exit(1)) // the test is gone
  process.channel?.unref()
  Object.defineProperty(process, 'send', { value: undefined })
}

async function evaluate(source: string, arg: unknown): Promise<{ value: unknown } | { error: string }> {
  try {
    const run = (0, eval)(`(${source})`) as (module: object, arg: unknown) => unknown
    return { value: await run(electron, arg) }
  } catch (error) {
    return { error: String(error) }
  }
}

// Electron is ready once the app's entry has been evaluated, or nothing is left that this could wait for: a top-level
// `await app.whenReady()` works. The browser would keep this waiting, so that it comes after.
let isJoined = false
async function join(): Promise<void> {
  if (isJoined) return
  isJoined = true
  const endpoint = await launchBrowser()
  tell?.({ endpoint })
  rawApp.becomeReady()
}
process.once('beforeExit', () => void join())
void import(pathToFileURL(resolve(folder, main)).href).then(join)
