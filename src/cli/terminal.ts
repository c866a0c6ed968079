import { styleText } from 'node:util'

/** Where the command line writes: results to stdout, everything about their making to stderr. */
export type Terminal = {
  out: (text: string) => void
  err: (text: string) => void
  /** Columns for sentences: those of stdout, 120 at most; 100 where it is no terminal. */
  width: number
  /** Columns for tables: all of stdout; no bound where it is no terminal, so that a file or a pipe gets all of them. */
  tableWidth: number
  bold: (text: string) => string
  dim: (text: string) => string
}

const USUAL_WIDTH = 100
const NARROWEST = 60

export const terminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  get width() {
    return Math.max(NARROWEST, Math.min(columnsOfStdout() ?? USUAL_WIDTH, 120))
  },
  get tableWidth() {
    return Math.max(NARROWEST, columnsOfStdout() ?? Infinity)
  },
  bold: (text) => styleText('bold', text, { stream: process.stdout }),
  dim: (text) => styleText('dim', text, { stream: process.stdout }),
}

/** Undefined where stdout is a file or a pipe, whatever its type says. */
function columnsOfStdout(): number | undefined {
  return (process.stdout as { columns?: number }).columns
}
