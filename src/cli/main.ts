/** The command line. @returns the exit code */
export function main(_argv: string[]): Promise<number> {
  return Promise.resolve(0)
}
