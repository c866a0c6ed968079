import { existsSync, statSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'
import type { HostHandlers } from '../../contract/host.ts'
import type { SystemInfo } from '../../contract/host-answers.ts'
import { readEnvironment } from '../environment.ts'
import { probeBackends, type Probe } from '../probe-backends.ts'
import type { HostContext } from './host-context.ts'
import { freeDisk } from './free-disk.ts'

type Calls = Extract<keyof HostHandlers, `system.${string}` | `queue.${string}`>

/** The calls about the queue, this host and its settings. */
export function systemCalls(context: HostContext): Pick<HostHandlers, Calls> {
  const { training, settings, store } = context
  const state = (change: () => void = () => undefined) => {
    change()
    return training.state()
  }
  let probing: Promise<Probe> | null = null
  // Each probe is a process: who asks while there is one is told what that one finds.
  const probe = (): Promise<Probe> =>
    (probing ??= probeBackends(context.spawn).finally(() => (probing = null)))
  return {
    'queue.state': () => state(),
    'queue.pause': () => state(() => training.setPaused(true)),
    'queue.resume': () => state(() => training.setPaused(false)),
    'queue.move': ({ id, before }) => state(() => store.runs.putInOrder(training.move(id, before))),
    'system.info': () => systemInfo(context),
    'system.doctor': async () => ({
      ...(await probe()),
      info: systemInfo(context),
    }),
    'system.settings': () => settings.get(),
    'system.changeSettings': (changes) => {
      const changed = settings.change(changes)
      training.trainersChanged()
      return changed
    },
    'system.backup': async ({ file }) => {
      training.flush()
      requireNewFile(file)
      return { file, bytes: await store.backup(file) }
    },
  }
}

function systemInfo(context: HostContext): SystemInfo {
  const { store, home } = context
  const { product, node, platform, processor, cores, memoryBytes } = readEnvironment(0, {})
  return {
    ...{ ...product, node, platform, processor, cores, memoryBytes, home },
    ...{ database: store.file, schema: store.schema, databaseBytes: databaseBytes(store.file) },
    ...{ diskFree: freeDisk(context), pid: process.pid, readOnlyReason: store.readOnlyReason },
  }
}

function requireNewFile(file: string): void {
  if (!isAbsolute(file))
    throw new WorkbenchError('bad-input', `The copy's file is ${file}: name it by its whole path.`)
  if (!existsSync(dirname(file)))
    throw new WorkbenchError(
      'bad-input',
      `There is no folder ${dirname(file)} for the copy. Make it, or name another.`,
    )
  if (existsSync(file))
    throw new WorkbenchError('conflict', `${file} exists already. Name a new file for the copy.`)
}

/** What was written last is still in the log beside it. */
function databaseBytes(file: string): number {
  return [file, `${file}-wal`].reduce(
    (sum, part) => sum + (statSync(part, { throwIfNoEntry: false })?.size ?? 0),
    0,
  )
}
