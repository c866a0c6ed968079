import { open, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { BUNDLE_START_BYTES, isBundleStart } from '../../contract/bundle-start.ts'
import { WorkbenchError } from '../../contract/errors.ts'
import { countText } from '../../domain/number-text.ts'
import type { HostApi } from '../../contract/host.ts'
import { EXIT } from '../exit-code.ts'
import { invocation } from '../invocation.ts'
import { printJson } from '../json-output.ts'
import { shortId } from '../named.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

/** Takes in an experiment from what `export` wrote: a bundle, or a record as JSON. @returns the exit code */
export async function importCommand(
  { api, database }: Session,
  file: string,
  { json }: { json?: boolean },
): Promise<number> {
  const answer = await withFileNamed(file, () => imported(api, file))
  const { experiment, isNew } = answer
  if (json === true) printJson(answer)
  else {
    const runs = Object.values(experiment.runs).reduce((sum, count) => sum + count, 0)
    terminal.out(
      isNew
        ? `Imported “${experiment.name}” with ${countText(runs, 'run')} as ${experiment.id}.`
        : `“${experiment.name}” was here already, as ${experiment.id}${experiment.trashedAt === null ? '' : ', in the trash'}.`,
    )
    terminal.out(invocation(`show ${shortId(experiment.id)}`, database))
  }
  return EXIT.ok
}

async function imported(api: HostApi, file: string) {
  const isBundle = isBundleStart(await startOf(file).catch(cannotBeRead))
  return isBundle
    ? api.call('experiments.importBundle', { bundle: resolve(file) })
    : api.call('experiments.import', { record: await readJson(file) })
}

async function startOf(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(
      Buffer.alloc(BUNDLE_START_BYTES),
      0,
      BUNDLE_START_BYTES,
      0,
    )
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function cannotBeRead(error: unknown): never {
  throw new WorkbenchError('not-found', `it cannot be read: ${(error as Error).message}`)
}

async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(cannotBeRead)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WorkbenchError('bad-input', `it is not JSON: ${(error as Error).message}`)
  }
}

async function withFileNamed<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action()
  } catch (error) {
    if (error instanceof WorkbenchError) throw new WorkbenchError(error.code, `${file}: ${error.message}`)
    throw error
  }
}
