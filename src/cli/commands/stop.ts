import { countText } from '../../domain/number-text.ts'
import { EXIT } from '../exit-code.ts'
import { findEither, type Named } from '../find-either.ts'
import { invocation } from '../invocation.ts'
import { printJson } from '../json-output.ts'
import { shortId } from '../named.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

export type StopOptions = { experiment?: string; json?: boolean }

/** Stops experiments or single runs, whichever process trains them. @returns the exit code */
export async function stopCommand(
  { api, database }: Session,
  names: readonly string[],
  { experiment, json }: StopOptions,
): Promise<number> {
  // All of them are looked up first: one that is not found stops nothing.
  const found: Named[] = []
  for (const name of names) found.push(await findEither(api, name, experiment))
  const ids: string[] = []
  for (const one of found) {
    const stopped =
      one.kind === 'run'
        ? await api.call('runs.stop', { ids: [one.run.id] })
        : await api.call('experiments.stop', { id: one.experiment.id })
    ids.push(...stopped.ids)
  }
  if (json === true) {
    printJson({ ids })
    return EXIT.ok
  }
  terminal.out(
    `Stopped ${countText(ids.length, 'run')}${ids.length === 0 ? ': nothing waited or trained' : ''}.`,
  )
  const experiments = new Set(
    found.map((one) => (one.kind === 'run' ? one.run.experimentId : one.experiment.id)),
  )
  if (ids.length > 0)
    for (const id of experiments) terminal.out(`Go on with: ${invocation(`resume ${shortId(id)}`, database)}`)
  return EXIT.ok
}
