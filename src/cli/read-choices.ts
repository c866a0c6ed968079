import { WorkbenchError } from '../contract/errors.ts'
import type { BackendChoice } from '../contract/host.ts'

/** Reads the values of options. Each throws WorkbenchError `bad-input` with the option, the value and what is allowed. */

/** `1,2,3`: whole numbers from `least`. */
export function readNumbers(option: string, text: string, least: number): number[] {
  return text.split(',').map((part) => readNumber(option, part, least, text))
}

/** A whole number from `least`. */
export function readNumber(option: string, text: string, least: number, whole = text): number {
  const value = Number(text)
  if (/^\s*\d+\s*$/.test(text) && Number.isSafeInteger(value) && value >= least) return value
  const allowed = whole.includes(',')
    ? `whole numbers from ${least}, separated by commas`
    : `a whole number from ${least}`
  throw new WorkbenchError('bad-input', `${option} is "${whole}": must be ${allowed}`)
}

/** `1,2,3` are those seeds; `5` alone is how many: the seeds 1 to 5. */
export function readSeeds(text: string): number[] {
  if (text.includes(',')) return readNumbers('--seeds', text, 0)
  const count = readNumber('--seeds', text, 1)
  if (count > MOST_SEEDS)
    throw new WorkbenchError('bad-input', `--seeds is "${text}": must be at most ${MOST_SEEDS} seeds`)
  return Array.from({ length: count }, (_, index) => index + 1)
}

/** How many trainers are wanted at once; undefined for as many as usual. */
export function readParallel({ parallel }: { parallel?: string }): number | undefined {
  return parallel === undefined ? undefined : readNumber('--parallel', parallel, 1)
}

const MOST_SEEDS = 1000
const BACKENDS: readonly BackendChoice[] = ['auto', 'wasm', 'cpu', 'webgpu', 'cuda']

export function readBackend(text: string): BackendChoice {
  const backend = BACKENDS.find((name) => name === text)
  if (backend !== undefined) return backend
  throw new WorkbenchError('bad-input', `--backend is "${text}": must be one of ${BACKENDS.join(', ')}`)
}
