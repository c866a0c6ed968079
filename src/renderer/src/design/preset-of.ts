import { findPreset } from '../../../domain/presets.ts'
import { draftOf, type Draft } from './draft.ts'
import { isSame } from './draft-path.ts'
import type { Origin } from './draft-storage.ts'

/**
 * The preset whose published numbers may stand beside those of a draft: the one that it began as, unless it has come
 * to be another experiment. Other seeds, batch sizes, arms beside its own and more or fewer epochs leave it that one.
 */
export function presetOf(origin: Origin, draft: Draft): string | null {
  const id = origin.from === 'preset' ? origin.id : origin.from === 'experiment' ? origin.preset : null
  const preset = id === null ? undefined : findPreset(id)
  return preset && isLike(draft, draftOf(preset.spec)) ? preset.id : null
}

function isLike(draft: Draft, preset: Draft): boolean {
  const decisive = ({
    data,
    network,
    optimizer,
    learningRates,
    learningRateRule,
    schedule,
    lastBatch,
    budget,
  }: Draft) => [
    [data.trainExamples, data.validationExamples, data.normalize],
    [network, optimizer, learningRates, learningRateRule, schedule, lastBatch, budget.unit],
  ]
  const arms = preset.arms.map(({ name }) => name)
  const own = draft.arms.filter(({ name }) => arms.includes(name))
  return (
    isSame(decisive(draft), decisive(preset)) &&
    own.length > 0 &&
    own.every(({ name, normalization, start }) => {
      const theirs = preset.arms.find((arm) => arm.name === name)
      return isSame([normalization, start], [theirs?.normalization, theirs?.start])
    })
  )
}
