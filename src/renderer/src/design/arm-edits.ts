import type { Draft } from './draft.ts'

export type ArmDraft = Draft['arms'][number]

/** The arms with one renamed, also where others start from it. */
export function withArmRenamed(arms: readonly ArmDraft[], index: number, name: string): ArmDraft[] {
  const before = arms[index]?.name
  const isShared = arms.some((arm, at) => at !== index && arm.name === before)
  return arms.map((arm, at) => {
    const renamed = at === index ? { ...arm, name } : arm
    const { start } = renamed
    if (isShared || start.from !== 'trained' || start.arm !== before) return renamed
    return { ...renamed, start: { ...start, arm: name } }
  })
}

/** A further arm, under a name that none has yet. */
export function withArmAdded(arms: readonly ArmDraft[], model: ArmDraft): ArmDraft[] {
  return [...arms, { ...model, name: freeName(arms, model.name) }]
}

/** An arm without and one with batch normalization, as they are begun with. */
export const armModels: { none: ArmDraft; batch: ArmDraft } = {
  none: {
    name: 'without BN',
    normalization: { type: 'none' },
    batchSizes: null,
    start: { from: 'fresh' },
  },
  batch: {
    name: 'with BN',
    normalization: { type: 'batch', momentum: 0.1, epsilon: 1e-5, affine: true },
    batchSizes: null,
    start: { from: 'fresh' },
  },
}

function freeName(arms: readonly ArmDraft[], wanted: string): string {
  const names = new Set(arms.map(({ name }) => name))
  if (!names.has(wanted)) return wanted
  const stem = wanted.replace(/ \d+$/, '')
  let count = 2
  while (names.has(`${stem} ${count}`)) count++
  return `${stem} ${count}`
}

/** What an arm starts from when a kind of start is chosen: the first other arm, trained as long as all are. */
export function startOf(draft: Draft, index: number, from: 'fresh' | 'trained'): ArmDraft['start'] {
  if (from === 'fresh') return { from }
  const other = draft.arms.find((arm, at) => at !== index && arm.start.from === 'fresh')
  const amount = draft.budget.unit === 'epochs' ? draft.budget.amount : 1
  return { from, arm: other?.name ?? '', batchSize: draft.batchSizes[0] ?? 64, epochs: amount }
}
