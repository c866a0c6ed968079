import type { Preset } from './preset.ts'
import { assignment } from './presets/assignment.ts'
import { notebookOrder } from './presets/notebook-order.ts'

/** Every preset, in the order in which they are offered. */
export const PRESETS: readonly Preset[] = [assignment, notebookOrder]

/** The preset of that id, or undefined. */
export function findPreset(id: string): Preset | undefined {
  return PRESETS.find((preset) => preset.id === id)
}
