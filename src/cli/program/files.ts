import { EXTRA_SECTIONS, ReportSection } from '../../contract/report.ts'
import { JSON_HELP, type CommandLine, type JsonOption } from '../command-line.ts'
import type { ImportOptions } from '../commands/data.ts'
import type { ExportOptions } from '../commands/export.ts'
import type { ReportOptions } from '../commands/report.ts'
import { addSelectionOptions } from '../read-selection.ts'

/** The commands that write files and take them in. */
export function addFileCommands(line: CommandLine): void {
  line.program.commandsGroup('Files:')
  addExperimentFiles(line)
  addDataCommands(line)
}

function addExperimentFiles({ program, inSession }: CommandLine): void {
  const report = program
    .command('report')
    .description('write a report of an experiment, or of several together, as one HTML file; or check one')
    .argument('[experiment...]')
    .option('-o, --output <file>', 'where to (default: results/<name>-<id>.html)')
    .option(
      '--check <file>',
      'derive the numbers of a report again from the runs here; exit code 1 if any differs',
    )
    .option('--verbose', 'with --check: list the numbers that hold too, not only those that differ')
    .option(
      '--sections <sections>',
      `parts to show, of ${ReportSection.options.join(',')} (default: all but ${EXTRA_SECTIONS.join(', ')})`,
    )
  addSelectionOptions(report)
    .option('--json', JSON_HELP)
    .action(async (names: string[], options: ReportOptions) => {
      const { reportCommand } = await import('../commands/report.ts')
      await inSession((session) => reportCommand(session, names, options))
    })
  program
    .command('export')
    .description(
      'write an experiment as a bundle, JSON, CSV or Parquet, or a run as a folder that replays it in PyTorch',
    )
    .argument('<experiment|run>')
    .option('--bundle <file>', 'a new file that holds all of it, checked by digests; bnw import reads it')
    .option('--checkpoints', 'put the checkpoints into the bundle, so that its runs can be continued from')
    .option('--json <file>', 'a new file with every step of every run; bnw import reads it')
    .option('--csv <dir>', 'a folder for runs.csv, series.csv and evaluations.csv')
    .option('--parquet <dir>', 'the same three tables as Parquet')
    .option('--pytorch <dir>', 'a new folder that replays a run where Python has torch and numpy')
    .option('--experiment <experiment>', 'where the run is; it can then be named by arm/batch size/seed')
    .action(async (name: string, options: ExportOptions) => {
      const { exportCommand } = await import('../commands/export.ts')
      await inSession((session) => exportCommand(session, name, options))
    })
  program
    .command('import')
    .description('take in an experiment from its bundle or JSON file; the same file twice is no error')
    .argument('<file>')
    .option('--json', JSON_HELP)
    .action(async (file: string, options: JsonOption) => {
      const { importCommand } = await import('../commands/import.ts')
      await inSession((session) => importCommand(session, file, options), { mayBegin: true })
    })
}

function addDataCommands({ program, inSession }: CommandLine): void {
  const data = program.command('data').description('the data sets that can be trained on').helpCommand(false)
  data
    .command('list')
    .description('list them')
    .option('--json', JSON_HELP)
    .action(async (options: JsonOption) => {
      const { listDataCommand } = await import('../commands/data.ts')
      await inSession((session) => listDataCommand(session, options), { mayBegin: true })
    })
  data
    .command('import')
    .description("import a data set in MNIST's IDX format, raw or gzip")
    .argument('<name>', 'what to call it')
    .requiredOption('--train-images <file>', 'images to train on')
    .requiredOption('--train-labels <file>', 'their labels')
    .requiredOption('--test-images <file>', 'images to test on')
    .requiredOption('--test-labels <file>', 'their labels')
    .option('--json', JSON_HELP)
    .action(async (name: string, options: ImportOptions) => {
      const { importDataCommand } = await import('../commands/data.ts')
      await inSession((session) => importDataCommand(session, name, options), { mayBegin: true })
    })
  data
    .command('remove')
    .description('remove an imported data set')
    .argument('<dataset>', 'the name it was imported under')
    .option('--json', JSON_HELP)
    .action(async (name: string, options: JsonOption) => {
      const { removeDataCommand } = await import('../commands/data.ts')
      await inSession((session) => removeDataCommand(session, name, options), { mayBegin: true })
    })
}
