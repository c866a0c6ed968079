/**
 * Whether the double shows what is wrong: `npm run test:teeth` puts one fault at a time into a copy of the built app,
 * uses the app as the tests do, and says what came of it. It exits with 1 when a fault was not noticed. Words behind it
 * choose among the faults: `npm run test:teeth -- preload`.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { tinySpec } from '../host/tiny-spec.ts'
import { answerBoxes, runDesktop, startInWindow, type RunningDesktop } from '../main/running-desktop.ts'

type Fault = { name: string; file: string; from: string | RegExp; to: string }

const main = 'out/main/index.js'
const host = 'out/main/host.js'
const trainer = 'out/main/trainer.js'
const preload = 'out/preload/index.cjs'
const faults: Fault[] = [
  { name: 'none', file: main, from: '', to: '' },
  { name: 'the host never starts its ports', file: host, from: /\bport\.start\(\);/g, to: '' },
  { name: 'the trainer never starts its port', file: trainer, from: 'port.start();', to: '' },
  { name: 'the preload is an ES module', file: preload, from: /^/, to: 'import "x";' },
  { name: 'the preload requires a module of Node', file: preload, from: /^/, to: 'require("node:fs");' },
  { name: 'the preload drops the port', file: preload, from: 'event.ports', to: '[]' },
  { name: 'the preload never asks for a port', file: preload, from: '"DOMContentLoaded"', to: '"never"' },
  {
    name: 'the scheme is registered too late',
    file: main,
    from: 'registerScheme();',
    to: 'app.whenReady().then(registerScheme);',
  },
  { name: 'the same port goes to both sides', file: main, from: 'return port2;', to: 'return port1;' },
  {
    name: 'the policy refuses the script',
    file: main,
    from: `"script-src 'self'"`,
    to: `"script-src 'none'"`,
  },
  { name: 'a file has no content type', file: main, from: '"content-type":', to: '"x-content-type":' },
  { name: 'every sender is refused', file: main, from: 'isOurs(frame.url)', to: 'false' },
  { name: 'a host that is lost stays lost', file: main, from: 'return this.start()', to: 'return' },
  { name: 'quitting asks nothing', file: main, from: /await askToLeave\([^)]*\)/, to: '"stop"' },
  {
    name: 'quitting does not wait for the host',
    file: main,
    from: 'await this.#host.close()',
    to: 'this.#host.close()',
  },
  {
    name: 'the host closes without interrupting',
    file: host,
    from: /await \(await opening[^;]*\?\.close\(\)/,
    to: 'void 0',
  },
]

const root = fileURLToPath(new URL('../..', import.meta.url))
let missed = 0
for (const fault of faults.filter(isWanted)) {
  const said = await useWith(fault)
  const isNoticed = said !== 'all is well'
  if (isNoticed === (fault.name === 'none')) missed++
  process.stdout.write(`${fault.name}: ${said}\n`)
}
process.exit(missed === 0 ? 0 : 1)

/** With words behind the command only the faults whose names have one of them are tried. */
function isWanted({ name }: Fault): boolean {
  const words = process.argv.slice(2)
  return words.length === 0 || words.some((word) => name.includes(word))
}

async function useWith(fault: Fault): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bnw-teeth-'))
  for (const part of ['out/main', 'out/preload', 'out/renderer', 'out/kernels', 'package.json'])
    cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const file = join(folder, fault.file)
  const text = readFileSync(file, 'utf8')
  const faulty = text.replace(fault.from, fault.to)
  if (faulty === text && fault.name !== 'none') return 'THE FAULT COULD NOT BE MADE'
  writeFileSync(file, faulty)
  let desktop: RunningDesktop | null = null
  try {
    desktop = await within(60, 'no window opened', runDesktop(folder))
    return await use(desktop)
  } catch (error) {
    const code = desktop?.process.exitCode ?? null
    return code === null
      ? String(error).split('\n')[0]!
      : `it ended by itself with ${code}: ${desktop!.output()}`
  } finally {
    await desktop?.end()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The way of a user: begin to train, load the page anew, lose the host, go on, and quit while it trains. */
async function use(desktop: RunningDesktop): Promise<string> {
  desktop.page.setDefaultTimeout(20_000)
  await within(30, 'nothing could be started', startInWindow(desktop, 4000))
  const isTraining = async (): Promise<boolean> => {
    const { trainers } = await desktop.ask('queue.state', {})
    return trainers.some(({ loss }) => loss !== null)
  }
  await within(60, 'nothing trained', until(isTraining))
  // A window's first port may be one that the host sent unasked; after this the page has none but what it asks for.
  await desktop.page.reload()
  const heading = desktop.page.getByRole('heading', { level: 1, name: tinySpec.name! })
  await within(20, 'nothing was shown after the page was loaded anew', heading.waitFor())
  const [before] = desktop.processesOf('host')
  process.kill(before!, 'SIGKILL')
  await within(
    30,
    'no host came back',
    until(() => (desktop.processesOf('host')[0] ?? before) !== before),
  )
  const [experiment] = (await within(30, 'no host answered', desktop.ask('experiments.list', {}))).experiments
  await desktop.ask('experiments.resume', { id: experiment!.id })
  await within(60, 'nothing trained after the host was lost', until(isTraining))
  if (desktop.faults.length > 0) return `the page said: ${desktop.faults[0]!}`
  await answerBoxes(desktop, 'Stop and quit')
  // It may end before it has answered.
  await desktop.evaluate(({ app }) => app.quit()).catch(() => undefined)
  const asked = await desktop
    .evaluate(async () => {
      for (let tries = 0; tries < 40; tries++) {
        if ((globalThis as { said?: string[] }).said?.length === 1) return true
        await new Promise((resolve) => globalThis.setTimeout(resolve, 50))
      }
      return false
    })
    .catch(() => false)
  if (!asked) return 'it quit without a question'
  const code = await within(40, 'it did not end', desktop.ended)
  return code === 0 ? await stateOfEnded(desktop) : `it ended with ${String(code)}`
}

/** What was interrupted in order is no longer *running* in the database. */
async function stateOfEnded({ database }: RunningDesktop): Promise<string> {
  const { openStore } = await import('../../src/host/store/open-store.ts')
  const { RunQuery } = await import('../../src/contract/host.ts')
  const store = openStore(database)
  const { runs } = store.runs.list(RunQuery.parse({ statuses: ['running'] }))
  store.close()
  return runs.length === 0 ? 'all is well' : `${runs.length} runs were left behind as running`
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await setTimeout(100)
}

function within<T>(seconds: number, otherwise: string, promise: Promise<T>): Promise<T> {
  const late = setTimeout(seconds * 1000, undefined, { ref: false }).then(() => {
    throw new Error(otherwise)
  })
  return Promise.race([promise, late])
}
