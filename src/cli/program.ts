import { Command } from 'commander'
import { productVersion } from '../host/environment.ts'
import { compareCommand } from './commands/compare.ts'
import { importDataCommand, listDataCommand, removeDataCommand, type ImportOptions } from './commands/data.ts'
import { doctorCommand } from './commands/doctor.ts'
import { exportCommand } from './commands/export.ts'
import { planCommand } from './commands/plan.ts'
import { presetsCommand } from './commands/presets.ts'
import { runCommand, type RunOptions } from './commands/run.ts'
import type { ExperimentOptions } from './commands/prepare.ts'

/** The commands and their options. `finish` is told the exit code of the one that was called. */
export function createProgram(finish: (exitCode: number) => void): Command {
  const program = new Command('bnw')
    .description('What does batch normalization do to training, and when? Experiments that answer honestly.')
    .version(productVersion())
    .showHelpAfterError('(bnw --help lists the commands)')
    .exitOverride()

  withExperimentOptions(program.command('run'))
    .description('train an experiment and print the comparison')
    .option('--out <file>', 'where to write the results (default: results/<name>-<date time>.json)')
    .option('--looks <number>', 'looks at results of this question so far, this one included', '1')
    .option('--json', 'print the figures and the verdict as JSON')
    .action(async (spec: string, options: RunOptions) => finish(await runCommand(spec, options)))
  withExperimentOptions(program.command('plan'))
    .description(
      'say what an experiment would do, what is unfair in it and what is impossible; trains nothing',
    )
    .action(async (spec: string, options: ExperimentOptions) => finish(await planCommand(spec, options)))
  program
    .command('presets')
    .description('list the experiments that come with the program')
    .action(() => finish(presetsCommand()))
  addDataCommands(program, finish)
  program
    .command('compare')
    .description('print the comparison of a results file again')
    .argument('<file>', 'a results file that `bnw run` wrote')
    .option('--json', 'print the figures and the verdict as JSON')
    .action(async (file: string, options: { json?: boolean }) => finish(await compareCommand(file, options)))
  program
    .command('export')
    .description('write a folder that replays a run in PyTorch')
    .argument('<run>', "the run's key, its beginning, or arm/batch size/seed")
    .requiredOption('--pytorch <dir>', 'the folder to write, new or empty')
    .requiredOption('--from <file>', 'the results file that the run is in')
    .action(async (run: string, options: { pytorch: string; from: string }) => {
      finish(await exportCommand(run, options))
    })
  program
    .command('doctor')
    .description('versions, backends and why not, where the data is')
    .action(async () => finish(await doctorCommand()))
  return program
}

function withExperimentOptions(command: Command): Command {
  return command
    .argument('<preset|spec.json>', 'a preset (see `bnw presets`) or a file with a spec')
    .option('--data <name>', 'data set to train on')
    .option('--seeds <list>', 'seeds such as 1,2,3; or how many, such as 5')
    .option('--batch-sizes <list>', 'batch sizes such as 16,64')
    .option('--epochs <number>', 'train so many epochs')
    .option('--parallel <number>', 'trainers at once (default: one per core)')
    .option('--backend <name>', 'wasm, cpu, webgpu, cuda or auto', 'auto')
    .option('--name <name>', 'name of the experiment')
}

function addDataCommands(program: Command, finish: (exitCode: number) => void): void {
  const data = program.command('data').description('the data sets that can be trained on')
  data
    .command('list')
    .description('list them')
    .action(async () => finish(await listDataCommand()))
  data
    .command('import')
    .description("import a data set in MNIST's IDX format, raw or gzip")
    .argument('<name>', 'what to call it')
    .requiredOption('--train-images <file>', 'images to train on')
    .requiredOption('--train-labels <file>', 'their labels')
    .requiredOption('--test-images <file>', 'images to test on')
    .requiredOption('--test-labels <file>', 'their labels')
    .action(async (name: string, files: ImportOptions) => finish(await importDataCommand(name, files)))
  data
    .command('remove')
    .description('remove an imported data set')
    .argument('<name>', 'the name it was imported under')
    .action(async (name: string) => finish(await removeDataCommand(name)))
}
