import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { encodeIdx } from '../../src/datasets/idx.ts'
import { barsDataset } from '../host/bars-dataset.ts'

const program = fileURLToPath(new URL('../../bin/bnw.js', import.meta.url))

export type Ended = { code: number | null; out: string; err: string }

/** A folder to call the program in, with a home of its own. */
export type Desk = {
  folder: string
  /** Calls the program to its end; `onError` sees what it writes to stderr as it comes. */
  bnw: (
    args: string[],
    onError?: (text: string, kill: (signal: NodeJS.Signals) => void) => void,
  ) => Promise<Ended>
}

export function newDesk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'bnw-desk-'))
  const env = { ...process.env, BNW_HOME: join(folder, 'home'), NO_COLOR: '1' }
  return {
    folder,
    bnw: (args, onError) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [program, ...args], { cwd: folder, env })
        const ended: Ended = { code: null, out: '', err: '' }
        child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.out += text))
        child.stderr.setEncoding('utf8').on('data', (text: string) => {
          ended.err += text
          onError?.(ended.err, (signal) => child.kill(signal))
        })
        child.on('close', (code) => resolve({ ...ended, code }))
      }),
  }
}

/** The arguments that import the bars as IDX files written into `folder`. */
export function barsImport(folder: string): string[] {
  const { train, test } = barsDataset()
  const data = join(folder, 'idx')
  mkdirSync(data)
  const halves = Object.entries({ train, test }).flatMap(([half, set]) => {
    writeFileSync(join(data, `${half}-images`), encodeIdx([set.count, set.height, set.width], set.images))
    writeFileSync(join(data, `${half}-labels`), encodeIdx([set.count], set.labels))
    return [
      `--${half}-images`,
      join(data, `${half}-images`),
      `--${half}-labels`,
      join(data, `${half}-labels`),
    ]
  })
  return ['data', 'import', 'bars', ...halves]
}
