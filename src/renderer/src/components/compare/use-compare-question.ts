import { computed, shallowRef, watch, type ComputedRef } from 'vue'
import type { CompareSummary } from '../../../../contract/compare.ts'
import { armLooks, type ArmLook } from '../../../../domain/arm-look.ts'
import { useAnswer, type Answer } from '../../composables/use-answer.ts'
import { useSame } from '../../composables/use-same.ts'
import { questionOf, type CompareQuery } from './compare-query.ts'

/** While runs train, the summary is asked for again at most this often. */
const AGAIN_MS = 1000

export type ComparisonState = Answer<'compare.summary'> & {
  /** Of the experiments that are chosen now, maybe by the filters of before; null until they have been answered. */
  summary: ComputedRef<CompareSummary | null>
  looks: ComputedRef<ReadonlyMap<string, ArmLook>>
  /** Runs that can still come to their end. */
  open: ComputedRef<number>
}

/** The comparison that the address asks for, kept up to date. */
export function useCompareQuestion(query: () => CompareQuery): ComparisonState {
  const wanted = useSame(() => questionOf(query()))
  const question = shallowRef(wanted.value)
  // Behind the questions that the charts ask about the same change: they are drawn while the host answers this one.
  watch(wanted, (now) => (question.value = now), { flush: 'post' })
  const asked = useAnswer('compare.summary', question, ['experiments.changed', 'runs.changed'], AGAIN_MS)
  const experiments = (): string => wanted.value?.selection.experimentIds.join() ?? ''
  /** Those that the last answer is about: an answer that was overtaken by another question never comes. */
  const answered = shallowRef('')
  watch(asked.answer, () => (answered.value = experiments()), { flush: 'sync' })
  const summary = useSame(() =>
    wanted.value === null || answered.value !== experiments() ? null : asked.answer.value,
  )
  // Also after a moment without a summary: every chart would be drawn again.
  const arms = useSame(() =>
    (summary.value?.arms ?? []).map(({ label, normalization }) => ({
      name: label,
      normalization: { type: normalization as 'none' },
    })),
  )
  return {
    ...asked,
    summary,
    looks: computed(() => armLooks(arms.value)),
    open: computed(
      () =>
        summary.value?.runs.filter(({ status }) => status === 'queued' || status === 'running').length ?? 0,
    ),
  }
}
