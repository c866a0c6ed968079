import { fork, type ChildProcess } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type * as Electron from 'electron'
import { chromium, type Browser, type Page } from 'playwright-core'

/** How long the streams of a main process that has ended are read on. */
const HELD_OPEN_MS = 2000

const double = fileURLToPath(new URL('main.ts', import.meta.url))

/** The part of Playwright's ElectronApplication that tests of the app need. */
export type DoubleApp = {
  process: ChildProcess
  /** What the main process and its children have written. */
  output: () => string
  firstWindow: () => Promise<Page>
  windows: () => Page[]
  /** Runs a function, which can use nothing from outside itself, in the main process. */
  evaluate: <R, A>(run: (electron: typeof Electron, arg?: A) => R | Promise<R>, arg?: A) => Promise<R>
  /** Resolves with the main process' exit code. */
  ended: Promise<number | null>
  /** Ends what is left of it, without asking it. */
  kill: () => Promise<void>
}

type Answer = { endpoint?: string; id?: number; value?: unknown; error?: string }

/** Starts a built app under the double of Electron. */
export async function launchDouble(options: {
  folder: string
  args?: string[]
  env?: NodeJS.ProcessEnv
}): Promise<DoubleApp> {
  const child = fork(double, [options.folder, ...(options.args ?? [])], {
    env: options.env ?? process.env,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    execArgv: [],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += String(chunk)))
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      // What it wrote last may still be on its way; a process that outlives it may hold its streams open.
      child.once('close', () => resolve(code))
      void setTimeout(HELD_OPEN_MS).then(() => resolve(code))
    }),
  )
  const pending = new Map<number, (answer: Answer) => void>()
  const endpoint = await new Promise<string>((resolve, reject) => {
    child.on('message', (answer: Answer) => {
      if (answer.endpoint !== undefined) resolve(answer.endpoint)
      else pending.get(answer.id!)?.(answer)
    })
    void ended.then((code) =>
      reject(new Error(`main ended (${String(code)}) before its browser was up:\n${output}`)),
    )
  })
  void ended.then((code) => {
    for (const settle of pending.values())
      settle({ error: `main ended (${String(code)}) before it answered` })
  })
  const browser = await chromium.connectOverCDP(endpoint)
  const windows = (): Page[] => pagesOf(browser)
  return {
    ...{ process: child, ended, windows },
    output: () => output,
    async firstWindow() {
      for (;;) {
        const [page] = windows()
        if (page) return page
        await setTimeout(20)
      }
    },
    evaluate: (run, arg) => ask(child, pending, run.toString(), arg),
    async kill() {
      child.kill('SIGKILL')
      await ended
      await browser.close().catch(() => undefined)
    },
  }
}

function pagesOf(browser: Browser): Page[] {
  const pages = browser.contexts().flatMap((context) => context.pages())
  return pages.filter((page) => page.url() !== 'about:blank')
}

function ask<R>(
  child: ChildProcess,
  pending: Map<number, (answer: Answer) => void>,
  source: string,
  arg: unknown,
): Promise<R> {
  const id = pending.size + 1
  return new Promise((resolve, reject) => {
    pending.set(id, ({ value, error }) =>
      error === undefined ? resolve(value as R) : reject(new Error(error)),
    )
    child.send({ id, source, arg }, (error) => error && reject(error))
  })
}
