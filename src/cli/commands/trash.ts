import { createInterface } from 'node:readline/promises'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ExperimentSummary } from '../../contract/host-answers.ts'
import { countText } from '../../domain/number-text.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiments } from '../find-experiment.ts'
import { invocation } from '../invocation.ts'
import { printJson } from '../json-output.ts'
import { shortId } from '../named.ts'
import type { Session } from '../session.ts'
import { sizeText } from '../../domain/size-text.ts'
import { terminal } from '../terminal.ts'

export type DeleteOptions = { purge?: boolean; yes?: boolean; json?: boolean }

/** Moves experiments to the trash, or removes them for good. @returns the exit code */
export async function deleteCommand(
  session: Session,
  names: readonly string[],
  options: DeleteOptions,
): Promise<number> {
  const experiments = await findExperiments(session.api, names, options.purge === true ? 'either' : 'history')
  if (options.purge === true) return purge(session, experiments, options)
  const ids = experiments.map(({ id }) => id)
  const answer = await session.api.call('experiments.trash', { ids })
  if (options.json === true) {
    printJson(answer)
    return EXIT.ok
  }
  for (const { name } of experiments) terminal.out(`“${name}” is in the trash.`)
  const restore = `restore ${ids.map(shortId).join(' ')}`
  terminal.out(`Nothing is lost. Bring back with: ${invocation(restore, session.database)}`)
  return EXIT.ok
}

/** Brings experiments back from the trash. @returns the exit code */
export async function restoreCommand(
  { api }: Session,
  names: readonly string[],
  { json }: { json?: boolean },
): Promise<number> {
  const experiments = await findExperiments(api, names, 'trash')
  const answer = await api.call('experiments.restore', { ids: experiments.map(({ id }) => id) })
  if (json === true) printJson(answer)
  else for (const { name } of experiments) terminal.out(`“${name}” is back.`)
  return EXIT.ok
}

async function purge(
  { api }: Session,
  experiments: readonly ExperimentSummary[],
  { yes, json }: DeleteOptions,
): Promise<number> {
  if (yes !== true && !(await confirmed(experiments))) {
    terminal.err('Nothing was removed.')
    return EXIT.failed
  }
  const ids = experiments.map(({ id }) => id)
  await api.call('experiments.trash', { ids })
  const answer = await api.call('experiments.purge', { ids })
  if (json === true) printJson(answer)
  else
    terminal.out(
      `Removed ${countText(answer.ids.length, 'experiment')} for good; ${sizeText(answer.bytesFreed)} of checkpoints freed.`,
    )
  return EXIT.ok
}

/** @throws WorkbenchError `bad-input` where nobody can be asked */
async function confirmed(experiments: readonly ExperimentSummary[]): Promise<boolean> {
  if (!process.stdin.isTTY)
    throw new WorkbenchError(
      'bad-input',
      '--purge cannot be undone: add --yes where there is no terminal to ask on.',
    )
  for (const { id, name } of experiments) terminal.err(`${shortId(id)}  ${name}`)
  const question = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await question.question('Remove for good, with every run and checkpoint? [y/N] ')
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    question.close()
  }
}
