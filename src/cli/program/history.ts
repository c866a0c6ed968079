import { JSON_HELP, type CommandLine, type JsonOption } from '../command-line.ts'
import type { CompareOptions } from '../commands/compare.ts'
import type { ListOptions } from '../commands/list.ts'
import type { ShowOptions } from '../commands/show.ts'
import type { DeleteOptions } from '../commands/trash.ts'
import { addSelectionOptions } from '../read-selection.ts'

/** The commands that look at what was trained and put it in order. */
export function addHistoryCommands(line: CommandLine): void {
  line.program.commandsGroup('History:')
  addLooks(line)
  addTrash(line)
  addEdits(line)
}

function addLooks(line: CommandLine): void {
  const { program, inSession } = line
  program
    .command('list')
    .description('list experiments, or those whose name, notes or tags have all of the words')
    .argument('[word...]')
    .option('--trashed', 'those in the trash')
    .option('--sort <order>', 'created, name or runs', 'created')
    .option('--reverse', 'the other way round')
    .option('--limit <number>', 'at most so many', '20')
    .option('--json', JSON_HELP)
    .action(async (words: string[], options: ListOptions) => {
      const { listCommand } = await import('../commands/list.ts')
      await inSession((session) => listCommand(session, words, options))
    })
  program
    .command('show')
    .description('an experiment: its design in words, its runs, its notes; or a run')
    .argument('<experiment|run>')
    .option('--experiment <experiment>', 'where the run is; it can then be named by arm/batch size/seed')
    .option('--limit <number>', 'at most so many runs', '100')
    .option('--json', JSON_HELP)
    .action(async (name: string, options: ShowOptions) => {
      const { showCommand } = await import('../commands/show.ts')
      await inSession((session) => showCommand(session, name, options))
    })
  addCompare(line)
}

function addCompare({ program, inSession }: CommandLine): void {
  const compare = program
    .command('compare')
    .description('print the comparison over the runs so far, of one experiment or of several together')
    .argument('<experiment...>')
  addSelectionOptions(compare)
    .option('--json', 'print the figures and the verdict as JSON')
    .action(async (names: string[], options: CompareOptions) => {
      const { compareCommand } = await import('../commands/compare.ts')
      await inSession((session) => compareCommand(session, names, options))
    })
}

function addTrash({ program, inSession }: CommandLine): void {
  program
    .command('delete')
    .description('move experiments to the trash')
    .argument('<experiment...>')
    .option('--purge', 'remove them for good, with every run and checkpoint')
    .option('--yes', 'do not ask before --purge')
    .option('--json', JSON_HELP)
    .action(async (names: string[], options: DeleteOptions) => {
      const { deleteCommand } = await import('../commands/trash.ts')
      await inSession((session) => deleteCommand(session, names, options))
    })
  program
    .command('restore')
    .description('bring experiments back from the trash')
    .argument('<trashed-experiment...>')
    .option('--json', JSON_HELP)
    .action(async (names: string[], options: JsonOption) => {
      const { restoreCommand } = await import('../commands/trash.ts')
      await inSession((session) => restoreCommand(session, names, options))
    })
}

function addEdits({ program, inSession }: CommandLine): void {
  program
    .command('rename')
    .description('give an experiment another name')
    .argument('<experiment>')
    .argument('<name>')
    .option('--json', JSON_HELP)
    .action(async (name: string, newName: string, options: JsonOption) => {
      const { renameCommand } = await import('../commands/edit.ts')
      await inSession((session) => renameCommand(session, name, newName, options))
    })
  program
    .command('annotate')
    .description("replace an experiment's notes")
    .argument('<experiment>')
    .argument('<notes>')
    .option('--json', JSON_HELP)
    .action(async (name: string, notes: string, options: JsonOption) => {
      const { annotateCommand } = await import('../commands/edit.ts')
      await inSession((session) => annotateCommand(session, name, notes, options))
    })
  program
    .command('tag')
    .description("replace an experiment's tags; without any it has none")
    .argument('<experiment>')
    .argument('[tag...]')
    .option('--json', JSON_HELP)
    .action(async (name: string, tags: string[], options: JsonOption) => {
      const { tagCommand } = await import('../commands/edit.ts')
      await inSession((session) => tagCommand(session, name, tags, options))
    })
}
