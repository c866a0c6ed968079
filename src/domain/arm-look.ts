import type { ArmSpec } from './spec.ts'

/**
 * How an arm is drawn wherever it appears: colour, dashes and marker each tell it apart. The colour is the name of a
 * style variable that whoever draws defines, for light and for dark.
 */
export type ArmLook = { color: string; dash: readonly number[]; shape: Shape }

/** Markers in the box from −1 to 1, as SVG paths; ECharts draws the same ones. */
export const SHAPES = {
  circle: 'M-1 0A1 1 0 1 1 1 0A1 1 0 1 1 -1 0Z',
  square: 'M-.9-.9H.9V.9H-.9Z',
  diamond: 'M0-1.2L1.2 0L0 1.2L-1.2 0Z',
  triangle: 'M0-1.1L1.1.9H-1.1Z',
  'inverted triangle': 'M0 1.1L1.1-.9H-1.1Z',
} as const
export type Shape = keyof typeof SHAPES

const NONE: ArmLook = { color: 'var(--arm-none)', dash: [5, 3], shape: 'square' }
const BATCH: ArmLook = { color: 'var(--arm-batch)', dash: [], shape: 'circle' }
/** Taken in this order by the arms after the first without and the first with batch normalization. */
const OTHERS: readonly ArmLook[] = [
  { color: 'var(--arm-1)', dash: [2, 2], shape: 'diamond' },
  { color: 'var(--arm-2)', dash: [8, 3, 2, 3], shape: 'triangle' },
  { color: 'var(--arm-3)', dash: [9, 4], shape: 'inverted triangle' },
  { color: 'var(--arm-4)', dash: [3, 2, 1, 2], shape: 'square' },
  { color: 'var(--arm-5)', dash: [6, 2], shape: 'diamond' },
  { color: 'var(--arm-6)', dash: [1, 2], shape: 'circle' },
]

/** What of an arm decides its look. */
type NamedArm = Pick<ArmSpec, 'name'> & { normalization: Pick<ArmSpec['normalization'], 'type'> }

/** Every arm's look by its name: the first without normalization is grey, the first with batch normalization blue. */
export function armLooks(arms: readonly NamedArm[]): Map<string, ArmLook> {
  const none = arms.find(({ normalization }) => normalization.type === 'none')
  const batch = arms.find(({ normalization }) => normalization.type === 'batch')
  const others = arms.filter((arm) => arm !== none && arm !== batch)
  return new Map(
    arms.map((arm) => {
      if (arm === none) return [arm.name, NONE]
      return [arm.name, arm === batch ? BATCH : OTHERS[others.indexOf(arm) % OTHERS.length]!]
    }),
  )
}
