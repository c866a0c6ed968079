import { JSON_HELP, type CommandLine, type JsonOption } from '../command-line.ts'

/** The commands about the program itself and its database. */
export function addSystemCommands(line: CommandLine): void {
  const { program, inSession, finish, database } = line
  program.commandsGroup('The program:')
  program
    .command('presets')
    .description('list the experiments that come with the program')
    .option('--json', JSON_HELP)
    .action(async (options: JsonOption) => {
      finish((await import('../commands/presets.ts')).presetsCommand(options))
    })
  program
    .command('settings')
    .description('show the settings, or change one: parallel N|auto, leave-one-core-free on|off')
    .argument('[setting]')
    .argument('[value]')
    .option('--json', JSON_HELP)
    .action(async (name: string | undefined, value: string | undefined, options: JsonOption) => {
      const { settingsCommand } = await import('../commands/settings.ts')
      await inSession((session) => settingsCommand(session, name, value, options), { mayBegin: true })
    })
  program
    .command('backup')
    .description('copy the database, in use or not, to a new file')
    .argument('<file>')
    .option('--json', JSON_HELP)
    .action(async (file: string, options: JsonOption) => {
      const { backupCommand } = await import('../commands/backup.ts')
      await inSession((session) => backupCommand(session, file, options))
    })
  program
    .command('doctor')
    .description('versions, backends and why not, where everything is, and what to do about what is wrong')
    .option('--json', JSON_HELP)
    .action(async (options: JsonOption) => {
      const { doctorCommand } = await import('../commands/doctor.ts')
      finish(await doctorCommand(database(), options))
    })
  addCompletion(line)
}

function addCompletion({ program, finish, database }: CommandLine): void {
  program
    .command('completion')
    .description('print a script that completes commands, options and names on Tab')
    .argument('<shell>', 'bash, zsh or fish')
    .addHelpText(
      'after',
      '\nFor good: eval "$(bnw completion bash)" in ~/.bashrc, the same with zsh in ~/.zshrc, or',
    )
    .addHelpText('after', 'bnw completion fish > ~/.config/fish/completions/bnw.fish')
    .action(async (shell: string) => {
      finish((await import('../commands/completion.ts')).completionCommand(shell))
    })
  program
    .command('complete', { hidden: true })
    .argument('[word...]')
    .action(async (words: string[]) => {
      const { completeCommand } = await import('../commands/completion.ts')
      finish(await completeCommand(program, words, database()))
    })
}
