import { NetworkSpec, NormalizationSpec, OptimizerSpec, ScheduleSpec, ArmSpec } from '../../../domain/spec.ts'
import { blankSpec, draftOf, type Draft } from './draft.ts'

type Arm = Draft['arms'][number]
type Layer = Draft['network']['layers'][number]

export const blankDraft: Draft = draftOf(blankSpec)
export const usualLayer: Layer = blankDraft.network.layers[0]!

/**
 * A draft of the same form as `draft`, with the value of `origin` wherever the two have the same kind of thing and
 * the usual value elsewhere: what each field is compared with, and goes back to.
 */
export function usualValues(draft: Draft, origin: Draft): Draft {
  const { initialization } = draft.network
  return {
    ...origin,
    network: {
      layers: draft.network.layers.map((_, index) => origin.network.layers[index] ?? usualLayer),
      initialization: alike(
        'scheme',
        initialization,
        origin.network.initialization,
        (scheme) =>
          NetworkSpec.parse({
            layers: [],
            initialization: scheme === 'gaussian' ? { scheme, scale: 0.01 } : { scheme },
          }).initialization,
      ),
    },
    optimizer: alike('type', draft.optimizer, origin.optimizer, (type) => OptimizerSpec.parse({ type })),
    schedule: {
      ...origin.schedule,
      shape: alike('type', draft.schedule.shape, origin.schedule.shape, usualShape),
    },
    arms: draft.arms.map((arm) => usualArm(arm, originOf(arm, draft, origin))),
  }
}

/** The origin with its arms in the draft's order; an arm that it has not is as one is begun with. */
export function alignedOrigin(draft: Draft, origin: Draft): Draft {
  return {
    ...origin,
    arms: draft.arms.map(
      (arm) => originOf(arm, draft, origin) ?? usualArm({ ...arm, start: { from: 'fresh' } }),
    ),
  }
}

function originOf(arm: Arm, draft: Draft, origin: Draft): Arm | undefined {
  return origin.arms.find(({ name }) => name === arm.name) ?? origin.arms[draft.arms.indexOf(arm)]
}

/** The origin's variant where it is the same one, and otherwise the usual one of the draft's kind. */
function alike<Key extends string, Variant extends Record<Key, string>>(
  key: Key,
  draft: Variant,
  origin: Variant,
  usual: (kind: Variant[Key]) => Variant,
): Variant {
  return draft[key] === origin[key] ? origin : usual(draft[key])
}

/** The variant that is begun with when a kind of schedule is chosen. */
export function usualShape(type: Draft['schedule']['shape']['type']): Draft['schedule']['shape'] {
  const shape = type === 'step' ? { type, epochs: [3] } : { type }
  return ScheduleSpec.parse({ shape }).shape
}

function usualArm(arm: Arm, origin?: Arm): Arm {
  const usual = ArmSpec.parse({ name: '–', normalization: { type: arm.normalization.type } }) as Arm
  const from = origin ?? { ...usual, name: arm.name }
  return {
    ...from,
    normalization: alike('type', arm.normalization, from.normalization, (type) =>
      NormalizationSpec.parse({ type }),
    ),
    start: from.start.from === arm.start.from ? from.start : arm.start,
  }
}
