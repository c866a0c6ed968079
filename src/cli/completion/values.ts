import { existsSync } from 'node:fs'
import { ReportSection } from '../../contract/report.ts'
import { PRESETS } from '../../domain/presets.ts'
import { shortId } from '../named.ts'
import { withSession } from '../session.ts'
import type { Candidate } from './candidates.ts'

/** What the shell itself is to complete beside the candidates. */
export type Rest = 'none' | 'files' | 'folders'

const MOST_EXPERIMENTS = 50

/** The values that an argument or option of this kind, the word in its brackets, can have. */
export async function valuesOf(
  kind: string,
  database: string,
): Promise<{ candidates: readonly Candidate[]; rest: Rest }> {
  const looked = async (candidates: Promise<Candidate[]>) =>
    ({ candidates: await candidates, rest: 'none' }) as const
  switch (kind) {
    case 'file':
      return { candidates: [], rest: 'files' }
    case 'dir':
      return { candidates: [], rest: 'folders' }
    case 'preset|spec.json':
      return {
        candidates: PRESETS.map(({ id, title }) => ({ value: id, description: title })),
        rest: 'files',
      }
    case 'experiment':
    case 'experiment|run':
      return looked(experiments(database, false))
    case 'trashed-experiment':
      return looked(experiments(database, true))
    case 'dataset':
      return looked(datasets(database))
    default:
      return { candidates: words[kind] ?? [], rest: 'none' }
  }
}

const plain = (values: readonly string[]): Candidate[] => values.map((value) => ({ value, description: '' }))

const words: Record<string, Candidate[]> = {
  backend: plain(['auto', 'wasm', 'cpu', 'webgpu', 'cuda']),
  metric: plain(['accuracy', 'loss']),
  share: plain(['own', 'none']),
  sections: plain(ReportSection.options),
  order: plain(['created', 'name', 'runs']),
  setting: plain(['parallel', 'leave-one-core-free']),
  shell: plain(['bash', 'zsh', 'fish']),
}

/** Completing a name must not make a database. */
async function experiments(database: string, trashed: boolean): Promise<Candidate[]> {
  if (!existsSync(database)) return []
  return withSession(database, {}, async ({ api }) => {
    const page = await api.call('experiments.list', { trashed, limit: MOST_EXPERIMENTS })
    return page.experiments.map(({ id, name }) => ({ value: shortId(id), description: name }))
  })
}

async function datasets(database: string): Promise<Candidate[]> {
  if (!existsSync(database)) return []
  return withSession(database, {}, async ({ api }) => {
    return plain((await api.call('datasets.list', {})).map(({ name }) => name))
  })
}
