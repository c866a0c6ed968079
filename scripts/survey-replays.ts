import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { replays } from '../test/parity/replay-runs.ts'
import { pytorchPython } from '../test/parity/run-replay.ts'
import { tryReplay } from '../test/parity/try-replay.ts'

/**
 * How often 200 steps differ by more than 1e-4 between this program and PyTorch, and between PyTorch and itself with
 * the pixels in other orders, over every replay and ten seeds: BENCH_PYTHON=… node scripts/survey-replays.ts
 */
const SEEDS = Array.from({ length: 10 }, (_, i) => i + 7)
const TOLERANCE = 1e-4

if (pytorchPython === undefined) throw new Error('Set BENCH_PYTHON to a Python that has torch and numpy.')
const folder = await mkdtemp(path.join(os.tmpdir(), 'bnw-survey-'))
const counts = { runs: 0, workbenchFromPytorch: 0, pytorchFromItself: 0 }
for (const { name, run } of replays) {
  for (const seed of SEEDS) {
    const tried = await tryReplay(pytorchPython, { ...run, seed }, folder)
    counts.runs++
    if (tried.workbenchFromPytorch > TOLERANCE) counts.workbenchFromPytorch++
    if (tried.pytorchFromItself > TOLERANCE) counts.pytorchFromItself++
    const figures = [tried.workbenchFromPytorch, tried.pytorchFromItself].map((n) => n.toExponential(1))
    console.log(`${name}, seed ${seed}: workbench ${figures[0]}, PyTorch in other orders ${figures[1]}`)
  }
}
await rm(folder, { recursive: true })
console.log(counts)
process.exit(0) // tfjs' backends keep the process alive
