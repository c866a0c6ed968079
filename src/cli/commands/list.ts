import { WorkbenchError } from '../../contract/errors.ts'
import type { ExperimentQuery } from '../../contract/host.ts'
import { EXIT } from '../exit-code.ts'
import { experimentTable } from '../experiment-table.ts'
import { printJson } from '../json-output.ts'
import { readNumber } from '../read-choices.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

export type ListOptions = {
  trashed?: boolean
  sort: string
  reverse?: boolean
  limit: string
  json?: boolean
}

const SORTS: readonly ExperimentQuery['sort'][] = ['created', 'name', 'runs']
const MOST = 1000

/** Lists experiments: all of them, or those in which every word occurs. @returns the exit code */
export async function listCommand(
  { api }: Session,
  words: readonly string[],
  options: ListOptions,
): Promise<number> {
  const { total, experiments } = await api.call('experiments.list', queryOf(words, options))
  if (options.json === true) {
    printJson({ total, experiments })
    return EXIT.ok
  }
  if (total === 0) terminal.err(emptyText(words, options))
  else terminal.out(experimentTable(experiments, terminal.tableWidth, Date.now()).join('\n'))
  if (experiments.length < total)
    terminal.err(`${experiments.length} of ${total}; --limit ${Math.min(total, MOST)} shows more`)
  return EXIT.ok
}

function queryOf(words: readonly string[], options: ListOptions): ExperimentQuery {
  const sort = SORTS.find((name) => name === options.sort)
  if (sort === undefined)
    throw new WorkbenchError('bad-input', `--sort is "${options.sort}": must be one of ${SORTS.join(', ')}`)
  const limit = readNumber('--limit', options.limit, 1)
  if (limit > MOST) throw new WorkbenchError('bad-input', `--limit is ${limit}: must be at most ${MOST}`)
  // The newest and the largest first; names from A.
  const descending = (sort !== 'name') !== (options.reverse === true)
  return { search: words.join(' '), trashed: options.trashed === true, sort, descending, limit, offset: 0 }
}

function emptyText(words: readonly string[], { trashed }: ListOptions): string {
  if (words.length > 0)
    return `No experiment ${trashed === true ? 'in the trash ' : ''}has all of: ${words.join(' ')}`
  return trashed === true
    ? 'The trash is empty.'
    : 'There is no experiment yet. Begin with: bnw run assignment'
}
