import type { Preset } from './preset.ts'
import { assignment } from './presets/assignment.ts'
import { deepSigmoid } from './presets/deep-sigmoid.ts'
import { firstLook } from './presets/first-look.ts'
import { learningRates } from './presets/learning-rates.ts'
import { notebookOrder } from './presets/notebook-order.ts'
import { runningAverages } from './presets/running-averages.ts'
import { scaleAndShift } from './presets/scale-and-shift.ts'
import { smallBatches } from './presets/small-batches.ts'
import { smallWeights } from './presets/small-weights.ts'

/** Every preset, in the order in which they are offered. */
export const PRESETS: readonly Preset[] = [
  assignment,
  notebookOrder,
  firstLook,
  smallWeights,
  scaleAndShift,
  deepSigmoid,
  runningAverages,
  smallBatches,
  learningRates,
]

/** The preset of that id, or undefined. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id)
}
