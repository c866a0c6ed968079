import { WorkbenchError } from '../../contract/errors.ts'
import type { HostAnswers } from '../../contract/host.ts'
import type { QueueState } from '../../contract/host-answers.ts'
import type { BackendReport } from '../../contract/trainer.ts'
import { EXIT } from '../exit-code.ts'
import { factLines } from '../facts.ts'
import { folderSize } from '../folder-size.ts'
import { printJson } from '../json-output.ts'
import { withSession } from '../session.ts'
import { libraryVersions } from '../../domain/library-versions.ts'
import { sizeText } from '../../domain/size-text.ts'
import { terminal } from '../terminal.ts'
import { bulletList, wrapText } from '../text.ts'

type Examined = HostAnswers['system.doctor'] & { queue: QueueState; checkpointBytes: number }

const FEW_BYTES = 2 ** 30

/** Says what there is to train with and where everything is kept, and what to do where something is wrong. @returns the exit code */
export async function doctorCommand(database: string, { json }: { json?: boolean }): Promise<number> {
  const examined = await examine(database)
  if (examined instanceof WorkbenchError) return withoutDatabase(database, examined.message, json === true)
  const problems = problemsOf(examined)
  if (json === true) printJson({ ...examined, problems })
  else print(examined, problems)
  return problems.length === 0 ? EXIT.ok : EXIT.failed
}

/** Or why the database can't be opened: then the rest is still to be said. */
async function examine(database: string): Promise<Examined | WorkbenchError> {
  try {
    return await withSession(database, {}, async ({ api }) => ({
      ...(await api.call('system.doctor', {})),
      queue: await api.call('queue.state', {}),
      checkpointBytes: await folderSize(`${database}-files`),
    }))
  } catch (error) {
    if (error instanceof WorkbenchError) return error
    throw error
  }
}

async function withoutDatabase(database: string, problem: string, json: boolean): Promise<number> {
  const { probeBackends } = await import('../../host/probe-backends.ts')
  const { backends, versions } = await probeBackends()
  if (json) printJson({ database, backends, versions, problems: [problem] })
  else {
    printBackends(backends)
    printProblems([problem])
  }
  return EXIT.failed
}

function print({ info, versions, backends, checkpointBytes }: Examined, problems: readonly string[]): void {
  const { out, bold, width } = terminal
  const holder = info.pid === process.pid ? 'no other process' : `process ${info.pid}`
  const libraries = libraryVersions(versions).map((library) => library.join(' '))
  out(bold(`BatchNorm Workbench ${info.version}${info.commit === null ? '' : ` (${info.commit})`}`))
  out(
    factLines(
      [
        ['Versions', libraries.join(', ')],
        [
          'Machine',
          `${info.processor}, ${info.cores} cores, ${sizeText(info.memoryBytes)} of memory, ${info.platform}`,
        ],
        ['Database', `${info.database} (${sizeText(info.databaseBytes)}, schema ${info.schema})`],
        ['Held by', holder],
        ['Checkpoints', `${info.database}-files (${sizeText(checkpointBytes)})`],
        ['Data sets', `${info.home} (set BNW_HOME to change that)`],
        ['Free disk', sizeText(info.diskFree)],
      ],
      width,
    ),
  )
  printBackends(backends)
  printProblems(problems)
}

function printBackends(backends: readonly BackendReport[]): void {
  const { out, bold, width } = terminal
  out(`\n${bold('Backends')}`)
  for (const { name, available, detail } of backends)
    out(wrapText(`${available ? 'yes' : 'no '}  ${name.padEnd(6)}  ${detail}`, width, 13))
}

function printProblems(problems: readonly string[]): void {
  const { out, bold, width } = terminal
  if (problems.length === 0) out('\nNothing is wrong.')
  else out(`\n${bold('What is wrong')}\n${bulletList(problems, width)}`)
}

function problemsOf({ backends, info, queue }: Examined): string[] {
  const nothingTrains = !backends.some(({ available }) => available)
  return [
    ...(nothingTrains
      ? ['No backend can train here: each says why above. Run npm ci again, then bnw doctor.']
      : []),
    ...(info.readOnlyReason === null ? [] : [info.readOnlyReason]),
    ...(queue.problem === null ? [] : [`Nothing can be written to the database: ${queue.problem}`]),
    ...(info.diskFree < FEW_BYTES
      ? [
          `Only ${sizeText(info.diskFree)} of disk are free where the database is. Make room (bnw delete --purge frees ` +
            'an experiment’s checkpoints), or use another disk with --db or BNW_HOME.',
        ]
      : []),
  ]
}
