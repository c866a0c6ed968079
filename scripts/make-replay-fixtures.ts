import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { exportPytorch } from '../src/host/pytorch-export.ts'
import { replayDataset } from '../test/parity/replay-data.ts'
import { replayDigest } from '../test/parity/replay-digest.ts'
import { replays } from '../test/parity/replay-runs.ts'
import { pytorchPython, runPython, runReplay } from '../test/parity/run-replay.ts'

/**
 * Stores PyTorch's losses over the 200 steps of every replay in test/parity/replay-runs.ts, for machines without
 * PyTorch: BENCH_PYTHON=/path/to/python node scripts/make-replay-fixtures.ts
 */
if (pytorchPython === undefined) throw new Error('Set BENCH_PYTHON to a Python that has torch and numpy.')

const dataset = replayDataset()
const folder = await mkdtemp(path.join(os.tmpdir(), 'bnw-replays-'))
const printVersions =
  'import json, platform, numpy, torch; print(json.dumps({"python": platform.python_version(), "torch": torch.__version__, "numpy": numpy.__version__}))'
const versions = (await runPython(pytorchPython, ['-c', printVersions])).output.trim()

const cases: string[] = []
for (const { name, run } of replays) {
  const directory = path.join(folder, run.key)
  await exportPytorch({ run, dataset, recorded: { loss: [] }, directory })
  const { status, output, losses } = await runReplay(pytorchPython, directory)
  if (status !== 0) throw new Error(output)
  cases.push(JSON.stringify({ name, digest: replayDigest(run, dataset), losses }))
  console.log(`${name}: ${losses.length} steps, first loss ${losses[0]}, last ${losses.at(-1)}`)
}
await rm(folder, { recursive: true })

const target = new URL('../test/parity/fixtures/replays.json', import.meta.url)
await writeFile(target, `{"versions": ${versions},\n"cases": [\n${cases.join(',\n')}\n]}\n`)
