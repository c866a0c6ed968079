import { WorkbenchError } from '../contract/errors.ts'
import { RunStatus, type BackendChoice } from '../contract/call-parts.ts'
import type { CompareTarget } from '../contract/compare.ts'
import type { Metric } from '../domain/compared-run.ts'

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

/** `0.1,0.01`: numbers above 0. */
export function readRates(option: string, text: string): number[] {
  return text.split(',').map((part) => {
    const value = Number(part)
    if (part.trim() !== '' && Number.isFinite(value) && value > 0) return value
    throw new WorkbenchError(
      'bad-input',
      `${option} is "${text}": must be a number above 0, or several separated by commas`,
    )
  })
}

/** What is counted to: a share above 0, at most 1; `own`, that of the experiments' designs; or `none`. */
export function readTarget(text: string): CompareTarget {
  if (text === 'own') return 'own'
  if (text === 'none') return null
  const value = Number(text)
  if (text.trim() !== '' && value > 0 && value <= 1) return value
  throw new WorkbenchError(
    'bad-input',
    `--target is "${text}": must be a share above 0 and at most 1, such as 0.95, or one of own, none`,
  )
}

/** What a comparison is about: `accuracy` or `loss` on the test images. */
export function readMetric(text: string): Metric {
  if (text === 'accuracy' || text === 'loss') return `test ${text}`
  throw new WorkbenchError('bad-input', `--metric is "${text}": must be one of accuracy, loss`)
}

/** `done,diverged`: what has become of runs. */
export function readStatuses(text: string): RunStatus[] {
  return text.split(',').map((word) => {
    const status = RunStatus.safeParse(word.trim())
    if (status.success) return status.data
    throw new WorkbenchError(
      'bad-input',
      `--status is "${text}": must be one of ${RunStatus.options.join(', ')}, or several separated by commas`,
    )
  })
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
