import { onTestFinished } from 'vitest'
import { openMirror, type Manner, type Mirror } from './flawed-server.ts'

/** A mirror for the test that runs. */
export async function serveFlawed(
  files: ReadonlyMap<string, Buffer>,
  ...manners: readonly Manner[]
): Promise<Mirror> {
  const mirror = await openMirror(files, ...manners)
  onTestFinished(mirror.close)
  return mirror
}
