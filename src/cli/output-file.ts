import { existsSync } from 'node:fs'
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { WorkbenchError } from '../contract/errors.ts'
import { fileName } from '../domain/file-name.ts'
import { isReport } from '../host/report/report-block.ts'
import { shortId } from './named.ts'

type Named = { name: string; id: string }

/** `results/<name>-<id>.html` in the current folder: a report that is made again takes the place of the last one. */
export function usualReportFile({ name, id }: Named, others = 0): string {
  return `${usualName({ name: others === 0 ? name : `${name} and ${others} more`, id })}.html`
}

/** `results/<name>-<id>.json`, with a number after it where there is one: a record never takes another's place. */
export function usualResultsFile(experiment: Named): string {
  const name = usualName(experiment)
  for (let number = 1; ; number++) {
    const file = `${name}${number === 1 ? '' : `-${number}`}.json`
    if (!existsSync(file)) return file
  }
}

function usualName({ name, id }: Named): string {
  return join('results', `${fileName(name)}-${shortId(id)}`)
}

/** @throws WorkbenchError `conflict` when the file exists already, `bad-input` when its folder can't be written to */
export async function requireNew(file: string, option: string): Promise<void> {
  if (existsSync(file))
    throw new WorkbenchError('conflict', `${file} exists already; ${option} must name a new file.`)
  await requireWritable(file)
}

/**
 * A report that is made again takes the place of the last one, and of nothing else.
 * @throws WorkbenchError `conflict` when the file exists and is no report, `bad-input` as `requireWritable`
 */
export async function requireReportPlace(file: string, option: string): Promise<void> {
  if (existsSync(file) && !isReport(await readFile(file, 'utf8').catch(() => '')))
    throw new WorkbenchError(
      'conflict',
      `${file} exists already and is no report; ${option} must name another file.`,
    )
  await requireWritable(file)
}

/**
 * Makes sure, before hours are trained, that the file can be written at their end.
 * @throws WorkbenchError `bad-input` when its folder can't be written to
 */
export async function requireWritable(file: string): Promise<void> {
  const probe = `${file}.${process.pid}.probe`
  try {
    await mkdir(dirname(file), { recursive: true })
    await (await open(probe, 'wx')).close()
    await rm(probe)
  } catch (error) {
    throw new WorkbenchError('bad-input', `${file} cannot be written: ${(error as Error).message}`)
  }
}
