import type { ComparedRun } from '../../src/domain/compared-run.ts'
import { compareArms, type ComparisonSettings } from '../../src/domain/comparison.ts'
import { verdict } from '../../src/domain/verdict.ts'
import { settings } from './compared-runs.ts'

/** The verdict over these runs, of which `none` is the baseline. */
export const judge = (runs: readonly ComparedRun[], changed: Partial<ComparisonSettings> = {}) =>
  verdict(compareArms(runs, { ...settings, ...changed }))

/** The final accuracies of the baseline for seeds 1, 2 … */
export const none = [0.951, 0.949, 0.953, 0.95, 0.947]
/** About two points better, and as often better as worse by a tenth of a point. */
export const better = [0.97, 0.971, 0.972, 0.969, 0.968]
export const similar = [0.952, 0.948, 0.9535, 0.949, 0.9475]
