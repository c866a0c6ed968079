import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { writeAtomically } from '../host/atomic-file.ts'

/** By database, absolute. */
const Ports = z.record(z.string(), z.int().check(z.positive(), z.maximum(65_535)))

const fileIn = (home: string): string => join(home, 'server-ports.json')

/**
 * Where a database was served last; 0 where it never was. At the same port a browser finds again what it keeps by
 * origin: a draft, the appearance, which columns are shown.
 */
export async function lastPort(home: string, database: string): Promise<number> {
  return (await readPorts(home))[database] ?? 0
}

export async function keepPort(home: string, database: string, port: number): Promise<void> {
  const ports = await readPorts(home)
  if (ports[database] === port) return
  await writeAtomically(fileIn(home), [JSON.stringify({ ...ports, [database]: port })])
}

/** A file that can't be read costs what a browser keeps, and nothing else. */
async function readPorts(home: string): Promise<Record<string, number>> {
  try {
    return Ports.safeParse(JSON.parse(await readFile(fileIn(home), 'utf8'))).data ?? {}
  } catch {
    return {}
  }
}
