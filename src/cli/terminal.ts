import { styleText } from 'node:util'

/** Where the command line writes: results to stdout, everything about their making to stderr. */
export type Terminal = {
  out: (text: string) => void
  err: (text: string) => void
  /** Columns of stdout; 100 where it is no terminal. */
  width: number
  bold: (text: string) => string
  dim: (text: string) => string
}

const USUAL_WIDTH = 100
const NARROWEST = 60

export const terminal: Terminal = {
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  get width() {
    // Undefined where stdout is a file or a pipe, whatever its type says.
    const { columns } = process.stdout as { columns?: number }
    return Math.max(NARROWEST, Math.min(columns ?? USUAL_WIDTH, 120))
  },
  bold: (text) => styleText('bold', text, { stream: process.stdout }),
  dim: (text) => styleText('dim', text, { stream: process.stdout }),
}
