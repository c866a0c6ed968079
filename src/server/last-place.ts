import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { writeAtomically } from '../host/atomic-file.ts'

/**
 * Where a server was, and the secret of its cookie: the next one is there again where it can be, so that a page that was
 * left open, or a design's link that was kept, leads to it.
 */
const Place = z.object({
  port: z.int().check(z.positive(), z.maximum(65_535)),
  secret: z.string().check(z.minLength(32)),
})
type Place = z.output<typeof Place>

const fileIn = (home: string): string => join(home, 'server.json')

/** The last server's place; a new secret at any port where there was none. */
export async function lastPlace(home: string): Promise<{ port: number; secret: string }> {
  const none = { port: 0, secret: randomBytes(24).toString('base64url') }
  try {
    return Place.safeParse(JSON.parse(await readFile(fileIn(home), 'utf8'))).data ?? none
  } catch {
    return none
  }
}

/** Only this user may read it: who knows the secret may use the workbench, as who may read its database can anyway. */
export async function keepPlace(home: string, place: Place): Promise<void> {
  await writeAtomically(fileIn(home), [JSON.stringify(place)], 0o600)
}
