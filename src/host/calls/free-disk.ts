import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { HostContext } from './host-context.ts'

/** Bytes free where the database is. */
export function freeDisk({ store }: HostContext): number {
  const { bavail, bsize } = statfsSync(dirname(store.file))
  return bavail * bsize
}
