import { link, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { DatasetError } from './dataset-error.ts'

// Which name means which content: one small file a name, `<root>/names/<name>.json`.

const Entry = z.strictObject({ digest: z.string().check(z.regex(/^[0-9a-f]{64}$/)) })
const wellFormed = /^[a-z0-9][a-z0-9-]{0,39}$/

/** @throws DatasetError when `name` is not 1 to 40 of a–z, 0–9 and hyphen, beginning with a letter or digit */
export function checkName(name: string): void {
  if (wellFormed.test(name)) return
  const allowed = '1 to 40 of a–z, 0–9 and -, beginning with a letter or a digit'
  throw new DatasetError('bad-input', `data set name is "${name}"; allowed: ${allowed}`)
}

/** The digest that a name stands for, or undefined when the name is free. */
export async function digestOf(root: string, name: string): Promise<string | undefined> {
  const file = fileOf(root, name)
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return z.parse(Entry, JSON.parse(text)).digest
  } catch {
    throw new DatasetError('bad-input', `${file}: is damaged; remove the data set and import it again`)
  }
}

/**
 * Gives a name to a content. Naming the same content twice is no error.
 * @throws DatasetError 'conflict' when the name stands for another content
 */
export async function claimName(root: string, name: string, digest: string): Promise<void> {
  await mkdir(join(root, 'names'), { recursive: true })
  const part = join(root, 'names', `.part-${randomUUID()}`)
  await writeFile(part, JSON.stringify({ digest }) + '\n')
  try {
    // A link, unlike a rename, never replaces what another process has just put there.
    await link(part, fileOf(root, name)).catch(async (error: unknown) => {
      await requireFree(root, name, digest)
      if ((await digestOf(root, name)) === undefined) throw error
    })
  } finally {
    await rm(part, { force: true })
  }
}

/** @throws DatasetError 'conflict' when the name stands for another content */
export async function requireFree(root: string, name: string, digest: string): Promise<void> {
  const taken = await digestOf(root, name)
  if (taken !== undefined && taken !== digest) throw takenError(name, taken)
}

/** Frees a name; nothing happens when it is free. */
export async function releaseName(root: string, name: string): Promise<void> {
  await rm(fileOf(root, name), { force: true })
}

/** All names in alphabetical order. */
export async function listNames(root: string): Promise<string[]> {
  const files = await readdir(join(root, 'names')).catch(() => [])
  return files.flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : [])).sort()
}

function takenError(name: string, digest: string): DatasetError {
  const advice = 'choose another name, or remove that data set first'
  const problem = `"${name}" already names other images and labels (${digest.slice(0, 12)}…)`
  return new DatasetError('conflict', `data set name ${problem}; ${advice}`)
}

const fileOf = (root: string, name: string) => join(root, 'names', `${name}.json`)
