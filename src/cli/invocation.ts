import { databaseFile } from '../host/home-folder.ts'

/** How a command is typed here: through npm where this one was, as `bnw` need not be in the path then. */
export function invocation(words: string, database: string): string {
  const program = process.env.npm_lifecycle_event === undefined ? 'bnw' : 'npm run bnw --'
  const elsewhere = database === databaseFile() ? '' : ` --db ${quoted(database)}`
  return `${program} ${words}${elsewhere}`
}

function quoted(file: string): string {
  return /^[\w./:\\-]+$/.test(file) ? file : `'${file.replaceAll("'", String.raw`'\''`)}'`
}
