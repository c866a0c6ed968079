import { existsSync } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { WorkbenchError } from '../contract/errors.ts'

/** `results/<name>-<date time>.json` in the current folder. */
export function usualResultsPath(name: string, now: Date): string {
  const words = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  const two = (value: number): string => String(value).padStart(2, '0')
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  const time = `${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
  return join(
    'results',
    `${words.replaceAll(/^-|-$/g, '').slice(0, 60) || 'experiment'}-${date}-${time}.json`,
  )
}

/**
 * Makes sure, before hours are trained, that the file can be written at their end.
 * @throws WorkbenchError `conflict` when it exists already, `bad-input` when its folder cannot be written to
 */
export async function requireWritable(file: string): Promise<void> {
  if (existsSync(file))
    throw new WorkbenchError('conflict', `${file} exists already; --out must name a new file.`)
  const probe = `${file}.${process.pid}.probe`
  try {
    await mkdir(dirname(file), { recursive: true })
    await (await open(probe, 'wx')).close()
    await rm(probe)
  } catch (error) {
    throw new WorkbenchError('bad-input', `${file} cannot be written: ${(error as Error).message}`)
  }
}
