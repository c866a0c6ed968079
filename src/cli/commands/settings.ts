import { WorkbenchError } from '../../contract/errors.ts'
import type { Settings } from '../../contract/host.ts'
import { EXIT } from '../exit-code.ts'
import { factLines } from '../facts.ts'
import { printJson } from '../json-output.ts'
import { readNumber } from '../read-choices.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

/** The names by which settings are typed, with what a value of each means. */
const readers: Record<string, (value: string) => Partial<Settings>> = {
  parallel: (value) => ({ parallel: value === 'auto' ? null : readNumber('parallel', value, 1) }),
  'leave-one-core-free': (value) => ({ leaveOneCoreFree: readSwitch('leave-one-core-free', value) }),
}

/** Prints the settings of a database, one of them, or changes one. @returns the exit code */
export async function settingsCommand(
  { api }: Session,
  name: string | undefined,
  value: string | undefined,
  { json }: { json?: boolean },
): Promise<number> {
  const read = name === undefined ? undefined : readerOf(name)
  const settings =
    read === undefined || value === undefined
      ? await api.call('system.settings', {})
      : await api.call('system.changeSettings', read(value))
  if (json === true) printJson(settings)
  else {
    const facts = settingFacts(settings).filter(([fact]) => name === undefined || fact === name)
    terminal.out(factLines(facts, terminal.width))
  }
  return EXIT.ok
}

function readerOf(name: string): (value: string) => Partial<Settings> {
  const reader = Object.hasOwn(readers, name) ? readers[name] : undefined
  if (reader !== undefined) return reader
  const names = Object.keys(readers).join(', ')
  throw new WorkbenchError('bad-input', `"${name}" is no setting: must be one of ${names}`)
}

function readSwitch(name: string, value: string): boolean {
  if (value === 'on' || value === 'off') return value === 'on'
  throw new WorkbenchError('bad-input', `${name} is "${value}": must be on or off`)
}

function settingFacts({ parallel, leaveOneCoreFree }: Settings): [string, string][] {
  return [
    ['parallel', parallel === null ? 'auto (one trainer per core)' : String(parallel)],
    ['leave-one-core-free', leaveOneCoreFree ? 'on' : 'off'],
  ]
}
