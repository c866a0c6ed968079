import { resolve } from 'node:path'
import { WorkbenchError } from '../../contract/errors.ts'
import type { ExportForm } from '../../contract/export-calls.ts'
import { countText } from '../../domain/number-text.ts'
import { runName } from '../../domain/run-name.ts'
import { sizeText } from '../../domain/size-text.ts'
import { EXIT } from '../exit-code.ts'
import { findExperiment } from '../find-experiment.ts'
import { findRun } from '../find-run.ts'
import { requireNew } from '../output-file.ts'
import { showWait } from '../passing-line.ts'
import type { Session } from '../session.ts'
import { terminal } from '../terminal.ts'

export type ExportOptions = Partial<Record<ExportForm | 'pytorch' | 'experiment', string>> & {
  checkpoints?: boolean
}

const FORMS = ['json', 'csv', 'parquet', 'bundle'] as const

/** Writes an experiment in the forms that are wanted, or a run as a folder that replays it in PyTorch. @returns the exit code */
export async function exportCommand(session: Session, name: string, options: ExportOptions): Promise<number> {
  const forms = FORMS.filter((form) => options[form] !== undefined)
  const { pytorch, checkpoints = false } = options
  if (forms.length === 0 && pytorch === undefined)
    throw new WorkbenchError(
      'bad-input',
      'Say what to write: --bundle FILE, --json FILE, --csv DIR or --parquet DIR of an experiment, --pytorch DIR of a run.',
    )
  if (pytorch !== undefined && forms.length > 0)
    throw new WorkbenchError(
      'bad-input',
      `--pytorch is for a run, --${forms[0]!} is for an experiment: write one at a time.`,
    )
  if (checkpoints && options.bundle === undefined)
    throw new WorkbenchError('bad-input', '--checkpoints go into a bundle: add --bundle FILE.')
  if (pytorch !== undefined) await exportRun(session, name, { ...options, pytorch })
  else await exportExperiment(session, name, forms, options)
  return EXIT.ok
}

async function exportExperiment(
  session: Session,
  name: string,
  forms: readonly ExportForm[],
  options: ExportOptions,
): Promise<void> {
  const { id } = await findExperiment(session.api, name)
  // Before the first is written: either all of them are, or none.
  for (const form of ['json', 'bundle'] as const)
    if (options[form] !== undefined) await requireNew(options[form], `--${form}`)
  for (const form of forms) {
    const files = await written(session, {
      id,
      form,
      to: resolve(options[form]!),
      checkpoints: options.checkpoints,
    })
    for (const { file, bytes } of files) terminal.out(`${file}  ${sizeText(bytes)}`)
  }
}

type Wanted = { id: string; form: ExportForm; to: string; checkpoints: boolean | undefined }

async function written({ api }: Session, { checkpoints = false, ...wanted }: Wanted) {
  const wait = showWait(`Writing ${wanted.to}`, process.stderr)
  const stop = api.on('exports.progress', ({ id, form, done, total }) => {
    if (id === wanted.id && form === wanted.form && total > 0)
      wait.change(`Writing ${wanted.to}: ${Math.floor((100 * done) / total)} %`)
  })
  try {
    return (await api.call('exports.write', { ...wanted, checkpoints })).files
  } finally {
    stop()
    wait.end()
  }
}

async function exportRun(
  { api }: Session,
  name: string,
  { experiment, pytorch }: ExportOptions & { pytorch: string },
): Promise<void> {
  const { id } = await findRun(api, name, experiment)
  const { run, files } = await api.call('runs.exportPytorch', { id, directory: resolve(pytorch) })
  terminal.out(`${runName(run)} (${run.id}) as ${countText(files.length, 'file')}.`)
  terminal.out(`Replay it where Python has torch and numpy: cd ${pytorch} && python replay.py`)
}
