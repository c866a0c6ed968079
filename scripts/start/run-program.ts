import { spawn } from 'node:child_process'

/** A program that shows its window ends no sooner by itself; one without a sandbox or a display ends at once. */
const SOON_MS = 10_000

/** How a program ended: as its user wanted, with its exit code; or why it can't be used, as half a sentence. */
export type ProgramEnd = { code: number } | { reason: string }

/**
 * Runs a program with this one's output. Ctrl-C reaches it by itself, so that here it only must not end this process.
 * One that fails as soon as it is started is no program that can be used here.
 */
export async function runProgram(program: string, args: readonly string[]): Promise<ProgramEnd> {
  const started = performance.now()
  let isWanted = false
  const child = spawn(program, args, { stdio: 'inherit' })
  process.on('SIGINT', () => (isWanted = true))
  process.on('SIGTERM', () => {
    isWanted = true
    child.kill()
  })
  return await new Promise((resolve) => {
    child.once('error', ({ message }) => resolve({ reason: `${program} can't be started: ${message}` }))
    child.once('exit', (code, signal) => {
      const isSoon = performance.now() - started < SOON_MS
      if (code === 0 || isWanted || !isSoon) resolve({ code: code ?? 1 })
      else resolve({ reason: `it ended as soon as it was started (${signal ?? `exit code ${code}`})` })
    })
  })
}
