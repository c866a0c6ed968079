import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ExperimentSummary } from '../../src/contract/host-answers.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { barsHome } from '../host/bars-home.ts'
import { tinySpec } from '../host/tiny-spec.ts'

const program = fileURLToPath(new URL('../../bin/bnw.js', import.meta.url))

export type Ended = { code: number | null; signal: NodeJS.Signals | null; out: string; err: string }

/** The program, called and not ended yet. */
export type Called = {
  child: ChildProcess
  ended: Promise<Ended>
  /** Resolves when what it has written to stderr matches; rejects when it ends before. */
  says: (pattern: RegExp) => Promise<void>
}

/** A folder to call the program in, with a home of its own that has the data set "bars". */
export type Desk = {
  folder: string
  home: string
  file: (name: string) => string
  start: (args: readonly string[]) => Called
  /** Calls the program to its end. */
  bnw: (...args: string[]) => Promise<Ended>
  /** The answer of a command with --json, which must end well. */
  json: <T>(...args: string[]) => Promise<T>
  /** Resolves when an experiment of this name has begun to train, as another process sees it. */
  inTraining: (name: string) => Promise<void>
  /** Writes a spec that changes the tiny one, and answers its file's name. */
  spec: (name: string, changes?: Partial<SpecInput>) => string
}

export async function newDesk(): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'bnw-desk-'))
  const home = await barsHome()
  const env = { ...process.env, BNW_HOME: home, NO_COLOR: '1', npm_lifecycle_event: undefined }
  const start = (args: readonly string[]) =>
    called(spawn(process.execPath, [program, ...args], { cwd: folder, env }))
  const bnw = (...args: string[]) => start(args).ended
  const json = async <T>(...args: string[]): Promise<T> => {
    const { code, out, err } = await bnw(...args, '--json')
    if (code !== 0) throw new Error(`bnw ${args.join(' ')} ended with ${String(code)}: ${err}`)
    return JSON.parse(out) as T
  }
  return {
    ...{ folder, home, start, bnw, json },
    file: (name) => join(folder, name),
    async inTraining(name) {
      for (;;) {
        const { experiments } = await json<{ experiments: ExperimentSummary[] }>('list', name)
        if (experiments.some(({ runs, share }) => runs.running > 0 && share > 0)) return
        await setTimeout(100)
      }
    },
    spec(name, changes = {}) {
      writeFileSync(join(folder, `${name}.json`), JSON.stringify({ ...tinySpec, name, ...changes }))
      return `${name}.json`
    },
  }
}

function called(child: ChildProcess): Called {
  const texts = { out: '', err: '' }
  child.stdout!.setEncoding('utf8').on('data', (text: string) => (texts.out += text))
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (texts.err += text))
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ ...texts, code, signal }))
  })
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(texts.err)) resolve()
      }
      child.stderr!.on('data', look)
      look()
      void ended.then(({ code, err }) => reject(new Error(`It ended with ${String(code)} before: ${err}`)))
    })
  return { child, ended, says }
}
