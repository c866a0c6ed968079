import { execFile } from 'node:child_process'
import path from 'node:path'

/** A Python with torch and numpy, where BENCH_PYTHON names one. */
export const pytorchPython = process.env.BENCH_PYTHON

export type ReplayResult = { status: number; output: string; losses: number[] }

/** Runs the exported replay.py of a folder; `losses` are PyTorch's, one a step. */
export async function runReplay(python: string, folder: string, ...options: string[]): Promise<ReplayResult> {
  const { status, output } = await runPython(python, [path.join(folder, 'replay.py'), ...options])
  const losses = [...output.matchAll(/^ *\d+ +(?:not recorded|\S+) +(\S+)(?: +\S+)?$/gm)].map((row) =>
    Number(row[1]),
  )
  return { status, output, losses }
}

/** Runs Python on one thread, so that PyTorch's sums keep one order. */
export function runPython(python: string, options: string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve, reject) => {
    const settings = { env: { ...process.env, OMP_NUM_THREADS: '1' }, maxBuffer: 64 * 2 ** 20 }
    execFile(python, options, settings, (error, stdout, stderr) => {
      const status = error ? error.code : 0
      if (typeof status === 'number') resolve({ status, output: stdout + stderr })
      else reject(new Error(`${python} could not be run: ${String(status)}`))
    })
  })
}
