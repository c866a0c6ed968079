import type { BackendChoice } from '../../contract/call-parts.ts'
import type { HostApi } from '../../contract/host.ts'
import type { Plan } from '../../contract/host-answers.ts'
import type { Spec } from '../../domain/spec.ts'
import { EXIT } from '../exit-code.ts'
import { InterruptedError, onInterrupt } from '../interruption.ts'
import { showWait } from '../passing-line.ts'
import { readBackend, readNumber, readNumbers, readSeeds } from '../read-choices.ts'
import { readSpec } from '../read-spec.ts'

const INTERRUPTED = 'Interrupted before anything was stored or trained. The same command begins again.'

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

/** What an experiment is made of: its spec, and what is not part of it. */
export type Request = { spec: Spec; preset: string | null; backend: BackendChoice }

/** @throws WorkbenchError for whatever was typed wrong, in the command or in the file */
export async function readRequest(presetOrFile: string, options: ExperimentOptions): Promise<Request> {
  const { seeds, batchSizes, epochs } = options
  const backend = readBackend(options.backend)
  const { spec, preset } = await readSpec(presetOrFile, {
    name: options.name,
    dataset: options.data,
    seeds: seeds === undefined ? undefined : readSeeds(seeds),
    batchSizes: batchSizes === undefined ? undefined : readNumbers('--batch-sizes', batchSizes, 1),
    epochs: epochs === undefined ? undefined : readNumber('--epochs', epochs, 1),
  })
  return { spec, preset, backend }
}

/**
 * Asks the host for the plan, and shows what takes its time: a data set that is made, shapes that are measured.
 * @throws InterruptedError when the user has had enough of that
 */
export async function planned(api: HostApi, { spec, backend }: Request): Promise<Plan> {
  const wait = showWait('Measuring how long this will take here', process.stderr)
  const forget = api.on('datasets.progress', ({ name, done, total }) => {
    wait.change(`Making the data set ${name}, once: ${Math.floor((100 * done) / total)} %`)
  })
  const given = Promise.withResolvers<never>()
  const interruption = onInterrupt(
    () => given.reject(new InterruptedError(INTERRUPTED)),
    () => process.exit(EXIT.interrupted),
  )
  try {
    return await Promise.race([api.call('experiments.plan', { spec, backend }), given.promise])
  } finally {
    interruption.end()
    forget()
    wait.end()
  }
}
