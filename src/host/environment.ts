import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import os from 'node:os'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import type { Environment } from '../contract/experiment-record.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Asked for once: what runs is what was there then. */
let commit: { name: string | null } | undefined

/** What an experiment is trained with, for its record. */
export function readEnvironment(trainers: number, versions: Record<string, string>): Environment {
  commit ??= { name: productCommit() }
  return {
    product: { version: productVersion(), commit: commit.name },
    node: process.versions.node,
    platform: `${os.platform()} ${os.release()} ${os.arch()}`,
    processor: os.cpus()[0]?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    trainers,
    versions,
  }
}

export function productVersion(): string {
  const Package = z.object({ version: z.string() })
  return Package.parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))
    .version
}

/** The commit that this program is at, marked `-dirty` where files differ from it; null outside a working copy. */
function productCommit(): string | null {
  if (!existsSync(`${root}.git`)) return null
  const question = ['describe', '--always', '--dirty', '--abbrev=12', '--exclude=*']
  try {
    return execFileSync('git', question, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim()
  } catch {
    return null // no git on this machine
  }
}
