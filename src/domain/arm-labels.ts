import { armKey } from './arm-key.ts'
import type { DatasetInfo } from './dataset.ts'
import type { NormalizationSpec, Spec } from './spec.ts'

/** An experiment, as far as it says what its arms are. */
export type Design = { id: string; name: string; spec: Spec; dataset: DatasetInfo }

/** An arm over all the experiments that have it. */
export type LabelledArm = {
  label: string
  /** Its name and what it is made of: stays the same when experiments join, leave or are renamed. */
  reference: string
  /** Of the first experiment that has it. */
  experimentId: string
  name: string
  normalization: NormalizationSpec['type']
}

type Labels = {
  /** In the order of the experiments and their specs. */
  arms: LabelledArm[]
  labelOf: (experimentId: string, arm: string) => string
}

/** So many of an id's first characters tell experiments of one name apart. */
const ID_CHARACTERS = 6
/** So many of a key's first digits tell arms of one name apart. */
const KEY_DIGITS = 8

/**
 * Arms that differ in nothing but their seeds (batch sizes and learning rates are cells of one arm) are one arm over
 * all experiments. Its label is its name; where arms of one name differ otherwise, the experiment is said beside it,
 * by its name, and by the beginning of its id where that does not tell it apart either.
 */
export function labelArms(experiments: readonly Design[]): Labels {
  const byKey = new Map<string, { name: string; of: Design; normalization: NormalizationSpec['type'] }>()
  const keyOf = new Map<string, string>()
  for (const of of experiments) {
    for (const arm of of.spec.arms) {
      const key = armKey(of.spec, arm, of.dataset)
      keyOf.set(placeOf(of.id, arm.name), key)
      if (!byKey.has(key)) byKey.set(key, { name: arm.name, of, normalization: arm.normalization.type })
    }
  }
  const entries = [...byKey]
  const labels = new Map(
    entries.map(([key, arm]) => {
      const taken = new Set(entries.flatMap(([other, its]) => (other === key ? [] : candidates(its))))
      const all = candidates(arm)
      return [key, all.find((label) => !taken.has(label)) ?? all.at(-1)!]
    }),
  )
  return {
    arms: entries.map(([key, { name, of, normalization }]) => {
      const reference = `${name}~${key.slice(0, KEY_DIGITS)}`
      return { label: labels.get(key)!, reference, experimentId: of.id, name, normalization }
    }),
    labelOf: (experimentId, arm) => labels.get(keyOf.get(placeOf(experimentId, arm))!)!,
  }
}

/** What an arm may be called, the shortest first. */
function candidates({ name, of }: { name: string; of: Design }): string[] {
  return [name, `${name} (${of.name})`, `${name} (${of.name}, ${of.id.slice(0, ID_CHARACTERS)})`]
}

const placeOf = (experimentId: string, arm: string) => JSON.stringify([experimentId, arm])
