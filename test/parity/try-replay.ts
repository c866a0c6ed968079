import path from 'node:path'
import type { PlannedRun } from '../../src/domain/grid.ts'
import { exportPytorch } from '../../src/host/pytorch-export.ts'
import { largestDifference } from './largest-difference.ts'
import { replayDataset } from './replay-data.ts'
import { runPython, runReplay } from './run-replay.ts'
import { lossesOf } from './train-here.ts'

/** The largest difference of any of a run's losses; the first when PyTorch sums the same pixels in other orders. */
export type TriedReplay = { seed: number; pytorchFromItself: number; workbenchFromPytorch: number }

const dataset = replayDataset()

/** Trains a run here and, with the pixels in four orders, in PyTorch. `losses` are PyTorch's, one a step. */
export async function tryReplay(
  python: string,
  run: PlannedRun,
  folder: string,
): Promise<TriedReplay & { losses: number[] }> {
  const directory = path.join(folder, `${run.key}-${run.seed}`)
  await exportPytorch({ run, dataset, recorded: { loss: [] }, directory })
  const { status, output, losses } = await runReplay(python, directory)
  if (status !== 0) throw new Error(output)
  const orders = await runPython(python, ['test/parity/replay_orders.py', directory])
  const [pytorchFromItself] = JSON.parse(orders.output) as [number]
  const workbenchFromPytorch = largestDifference(await lossesOf(run, dataset, 'wasm'), losses)
  return { seed: run.seed, pytorchFromItself, workbenchFromPytorch, losses }
}
