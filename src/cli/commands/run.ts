import { WorkbenchError } from '../../contract/errors.ts'
import { checkFiles, conclude, type ConclusionOptions } from '../conclude.ts'
import { planText } from '../plan-text.ts'
import { readNumber, readParallel } from '../read-choices.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'
import { train } from '../train.ts'
import { planned, readRequest, type ExperimentOptions } from './prepare.ts'

export type RunOptions = ExperimentOptions & ConclusionOptions & { looks: string }

/** Trains a new experiment, shows how far it is and prints the comparison. @returns the exit code */
export async function runCommand(
  session: Session,
  presetOrFile: string,
  options: RunOptions,
): Promise<number> {
  const request = await readRequest(presetOrFile, options)
  const looks = readNumber('--looks', options.looks, 1)
  await checkFiles(options)
  const plan = await planned(session.api, request)
  if (plan.problems.length > 0) throw new WorkbenchError('bad-input', plan.problems.join('\n'))
  terminal.err(`${planText(plan, request.spec, terminal.width)}\n`)
  if (readParallel(options) !== undefined && session.role() === 'attached') await sayWhoseTrainers(session)
  const { id } = await session.api.call('experiments.create', { ...request, looks })
  return conclude(session, await train(session, id), options)
}

async function sayWhoseTrainers({ api }: Session): Promise<void> {
  const { pid } = await api.call('system.info', {})
  terminal.err(
    `--parallel has no effect: process ${pid} holds the database and trains, with its own number of trainers.\n`,
  )
}
