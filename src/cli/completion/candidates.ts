import type { Command, Option } from 'commander'

/** One way to go on, and what it is. */
export type Candidate = { value: string; description: string }

/** What the last of the words may become: these candidates, and, by its kind, values that are looked up. */
export type Completion = { candidates: Candidate[]; kind: string | null }

/**
 * What may follow on a command line, by the commands and options that there are.
 * @param words typed after the program's name, the last one being completed, maybe empty
 */
export function completionOf(program: Command, words: readonly string[]): Completion {
  const current = words.at(-1) ?? ''
  const { command, valueOf, argument } = placeAfter(program, words.slice(0, -1))
  if (valueOf !== null) return { candidates: [], kind: kindOf(valueOf.flags) }
  if (current.startsWith('-')) return { candidates: optionsOf(command), kind: null }
  if (command.commands.length > 0) return { candidates: commandsOf(command), kind: null }
  const expected = command.registeredArguments
  const last = expected.at(-1)
  const own = expected[argument] ?? (last?.variadic === true ? last : undefined)
  return { candidates: [], kind: own?.name() ?? null }
}

/** Where a command line is after some words: in which command, at which of its arguments, or at an option's value. */
function placeAfter(program: Command, words: readonly string[]) {
  let command = program
  let valueOf: Option | null = null
  let argument = 0
  for (const word of words) {
    if (word === '=') continue // bash takes `--option=value` apart
    if (valueOf !== null) valueOf = null
    else if (word.startsWith('-')) {
      const option = findOption(command, word)
      valueOf = option?.required === true && !word.includes('=') ? option : null
    } else {
      const next = argument === 0 ? command.commands.find((one) => one.name() === word) : undefined
      if (next === undefined) argument++
      else command = next
    }
  }
  return { command, valueOf, argument }
}

function findOption(command: Command, word: string): Option | undefined {
  return allOptions(command).find(({ long, short }) => word === short || word.split('=')[0] === long)
}

function allOptions(command: Command): readonly Option[] {
  return command.parent === null ? command.options : [...command.options, ...allOptions(command.parent)]
}

function optionsOf(command: Command): Candidate[] {
  const help = { value: '--help', description: 'display help for command' }
  const options = allOptions(command).filter(
    (option) => option.long !== '--version' || command.parent === null,
  )
  return [...options.map(({ long, description }) => ({ value: long!, description })), help]
}

function commandsOf(command: Command): Candidate[] {
  const visible = command.createHelp().visibleCommands(command)
  return visible.map((one) => ({ value: one.name(), description: one.description() }))
}

/** `--db <file>` takes a `file`: the word in brackets says what a value is. */
function kindOf(flags: string): string | null {
  return /[<[]([^\]>]+)[\]>]/.exec(flags)?.[1] ?? null
}
