import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { replayDataset } from '../test/parity/replay-data.ts'
import { replayDigest } from '../test/parity/replay-digest.ts'
import { replays } from '../test/parity/replay-runs.ts'
import { pytorchPython, runPython } from '../test/parity/run-replay.ts'
import { tryReplay, type TriedReplay } from '../test/parity/try-replay.ts'

/**
 * Stores PyTorch's losses over the 200 steps of every replay in test/parity/replay-runs.ts, for machines without
 * PyTorch: BENCH_PYTHON=/path/to/python node scripts/make-replay-fixtures.ts
 *
 * A ReLU whose input is 0 to the last digit passes its gradient in one float32 program and not in another, and one such
 * step moves the losses by 1e-3 and more. So each replay takes the first seed from 7 on at which PyTorch agrees with
 * itself when the pixels come in other orders, and this program with PyTorch. What was passed over is stored with both
 * differences, so that anyone sees how often this program disagrees where PyTorch does not.
 */
const FIRST_SEED = 7
const AGREES = 1e-5

if (pytorchPython === undefined) throw new Error('Set BENCH_PYTHON to a Python that has torch and numpy.')
const python = pytorchPython

const folder = await mkdtemp(path.join(os.tmpdir(), 'bnw-replays-'))
const printVersions =
  'import json, platform, numpy, torch; print(json.dumps({"python": platform.python_version(), "torch": torch.__version__, "numpy": numpy.__version__}))'
const versions = (await runPython(python, ['-c', printVersions])).output.trim()

const cases: string[] = []
for (const { name, run: recipe } of replays) {
  const passedOver: TriedReplay[] = []
  for (let seed = FIRST_SEED; ; seed++) {
    const run = { ...recipe, seed }
    const { losses, ...tried } = await tryReplay(python, run, folder)
    console.log(name, JSON.stringify(tried))
    if (Math.max(tried.pytorchFromItself, tried.workbenchFromPytorch) <= AGREES) {
      cases.push(
        JSON.stringify({ name, seed, digest: replayDigest(run, replayDataset()), passedOver, losses }),
      )
      break
    }
    passedOver.push(tried)
  }
}
await rm(folder, { recursive: true })

const target = new URL('../test/parity/fixtures/replays.json', import.meta.url)
await writeFile(target, `{"versions": ${versions},\n"cases": [\n${cases.join(',\n')}\n]}\n`)
process.exit(0) // tfjs' backends keep the process alive
