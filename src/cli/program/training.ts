import type { Command } from 'commander'
import { JSON_HELP, type CommandLine } from '../command-line.ts'
import type { ConclusionOptions } from '../conclude.ts'
import type { ExperimentOptions } from '../commands/prepare.ts'
import type { RetryOptions } from '../commands/retry.ts'
import type { RunOptions } from '../commands/run.ts'
import type { StopOptions } from '../commands/stop.ts'
import { readParallel } from '../read-choices.ts'

// What each command does is loaded when it is called: help and completion are to be quick.

/** The commands that train, or say what training would take. */
export function addTrainingCommands({ program, inSession }: CommandLine): void {
  program.commandsGroup('Training:')
  withConclusion(withExperimentOptions(program.command('run')))
    .description('train an experiment and print the comparison')
    .option('--looks <number>', 'looks at results of this question so far, this one included', '1')
    .action(async (spec: string, options: RunOptions) => {
      const { runCommand } = await import('../commands/run.ts')
      await inSession((session) => runCommand(session, spec, options), {
        parallel: readParallel(options),
        mayBegin: true,
      })
    })
  withExperimentOptions(program.command('plan'))
    .description('say what an experiment would do and take, what is unfair in it, what is impossible')
    .option('--json', JSON_HELP)
    .action(async (spec: string, options: ExperimentOptions & { json?: boolean }) => {
      const { planCommand } = await import('../commands/plan.ts')
      await inSession((session) => planCommand(session, spec, options), {
        parallel: readParallel(options),
        mayBegin: true,
      })
    })
  withConclusion(program.command('resume'))
    .description('go on with an experiment where it stopped, or follow one in training')
    .argument('<experiment>')
    .option('--parallel <number>', PARALLEL_HELP)
    .action(async (name: string, options: ConclusionOptions & { parallel?: string }) => {
      const { resumeCommand } = await import('../commands/resume.ts')
      await inSession((session) => resumeCommand(session, name, options), { parallel: readParallel(options) })
    })
  addRunCommands({ program, inSession })
}

function addRunCommands({ program, inSession }: Pick<CommandLine, 'program' | 'inSession'>): void {
  withConclusion(program.command('retry'))
    .description('train runs again from the start: those named, or all that failed of --experiment')
    .argument('[run...]')
    .option('--experiment <experiment>', 'where the runs are; they can then be named by arm/batch size/seed')
    .action(async (names: string[], options: RetryOptions) => {
      const { retryCommand } = await import('../commands/retry.ts')
      await inSession((session) => retryCommand(session, names, options))
    })
  program
    .command('stop')
    .description('stop experiments or runs, whichever process trains them')
    .argument('<experiment|run...>')
    .option('--experiment <experiment>', 'where the runs are; they can then be named by arm/batch size/seed')
    .option('--json', JSON_HELP)
    .action(async (names: string[], options: StopOptions) => {
      const { stopCommand } = await import('../commands/stop.ts')
      await inSession((session) => stopCommand(session, names, options))
    })
}

const PARALLEL_HELP = 'trainers at once (default: as bnw settings says, one per core)'

function withExperimentOptions(command: Command): Command {
  return command
    .argument('<preset|spec.json>', 'a preset (see bnw presets) or a file with a spec')
    .option('--data <dataset>', 'data set to train on')
    .option('--seeds <list>', 'seeds such as 1,2,3; or how many, such as 5')
    .option('--batch-sizes <list>', 'batch sizes such as 16,64')
    .option('--epochs <number>', 'train so many epochs')
    .option('--parallel <number>', PARALLEL_HELP)
    .option('--backend <backend>', 'wasm, cpu, webgpu, cuda or auto', 'auto')
    .option('--name <name>', 'name of the experiment')
}

function withConclusion(command: Command): Command {
  return command
    .option('--report [file]', 'write the report (default: results/<name>-<id>.html)')
    .option(
      '--out [file]',
      'write every step of every run to a new JSON file (default: results/<name>-<id>.json)',
    )
    .option('--json', 'print the figures and the verdict as JSON')
}
