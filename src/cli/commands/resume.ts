import { countText } from '../../domain/number-text.ts'
import { conclude, checkFiles, type ConclusionOptions } from '../conclude.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiment } from '../find-experiment.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { train } from '../train.ts'

/** Goes on with an experiment where it stopped, or follows one that is trained. @returns the exit code */
export async function resumeCommand(
  session: Session,
  name: string,
  options: ConclusionOptions,
): Promise<number> {
  const { api } = session
  const { id, name: title } = await findExperiment(api, name)
  await checkFiles(options)
  const { ids } = await api.call('experiments.resume', { id })
  const { runs } = await api.call('experiments.get', { id })
  if (runs.queued + runs.running === 0) {
    terminal.err(`Nothing of “${title}” is left to train.`)
    return EXIT.ok
  }
  terminal.err(
    ids.length > 0
      ? `${title}: ${countText(ids.length, 'run')} to train, each from its last checkpoint\n`
      : `${title} is in training; following it\n`,
  )
  return conclude(session, await train(session, id), options)
}
