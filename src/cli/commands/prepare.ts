import { openFromLibrary } from '../../host/dataset-library.ts'
import { planExperiment, type ExperimentPlan } from '../../host/experiment-plan.ts'
import { homeFolder } from '../../host/home-folder.ts'
import { readBackend, readNumber, readNumbers, readSeeds } from '../read-choices.ts'
import { readSpec } from '../read-spec.ts'

/** The options that `run` and `plan` share, as they were typed. */
export type ExperimentOptions = {
  data?: string
  seeds?: string
  batchSizes?: string
  epochs?: string
  parallel?: string
  backend: string
  name?: string
}

/** Reads the spec, makes its data set ready and plans. @throws WorkbenchError for whatever was typed wrong */
export async function preparePlan(
  presetOrFile: string,
  options: ExperimentOptions,
): Promise<{ plan: ExperimentPlan; preset: string | null }> {
  const { seeds, batchSizes, epochs, parallel } = options
  const backend = readBackend(options.backend)
  const { spec, preset } = await readSpec(presetOrFile, {
    name: options.name,
    dataset: options.data,
    seeds: seeds === undefined ? undefined : readSeeds(seeds),
    batchSizes: batchSizes === undefined ? undefined : readNumbers('--batch-sizes', batchSizes, 1),
    epochs: epochs === undefined ? undefined : readNumber('--epochs', epochs, 1),
  })
  const choices = {
    backend,
    parallel: parallel === undefined ? undefined : readNumber('--parallel', parallel, 1),
  }
  const dataset = await openFromLibrary(homeFolder(), spec.data.dataset, showGeneration(process.stderr))
  return { plan: planExperiment(spec, dataset, choices), preset }
}

/** How far the embedded data set is made: one line that grows on a terminal, its first and last word elsewhere. */
function showGeneration(stream: NodeJS.WriteStream): (done: number, total: number) => void {
  let shown = -1
  return (done, total) => {
    const percent = Math.floor((100 * done) / total)
    if (percent === shown) return
    const isFirst = shown === -1
    shown = percent
    const text = `Making the embedded digits, once: ${percent} %`
    if (stream.isTTY) stream.write(`\r${text}${done === total ? '\n' : ''}`)
    else if (isFirst || done === total) stream.write(`${text}\n`)
  }
}
