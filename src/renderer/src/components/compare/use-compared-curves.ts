import { refDebounced } from '@vueuse/core'
import { computed, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { CompareCurves, CurveMetric, CurvesQuestion } from '../../../../contract/compare.ts'
import { isWhole, type Zoom } from '../../charts/curve-settings.ts'
import { useAnswer, type Answer } from '../../composables/use-answer.ts'
import { useSame } from '../../composables/use-same.ts'
import { selectionOf, type CompareQuery } from './compare-query.ts'

const AGAIN_MS = 1000
/** A drag of the zoom is one question when it rests. */
const ZOOM_MS = 150
/** Beside the part that is shown, so that a line reaches the edges. */
const MARGIN = 0.02

export type CurvesWish = {
  metric: CurveMetric
  query: CompareQuery
  zoom: Zoom
  /** About one for two pixels; 0 while the width is not known, or when nothing is to be asked. */
  columns: number
}

/** The curves of one metric; a part that is zoomed into is asked for again in finer columns. */
export function useComparedCurves(wish: MaybeRefOrGetter<CurvesWish>): Answer<'compare.curves'> {
  const zoom = refDebounced(
    computed(() => toValue(wish).zoom),
    ZOOM_MS,
  )
  /** The last answer says where the axis ends, of which a part is asked for. */
  const known = shallowRef<CompareCurves | null>(null)
  const question = useSame((): CurvesQuestion | null => {
    const { metric, query, columns } = toValue(wish)
    const selection = selectionOf(query)
    if (selection === null || columns < 2) return null
    const { unit, smoothing, around } = query
    return { selection, metric, unit, smoothing, columns, seeds: around === 'seeds', ...partOf(unit) }
  })
  const asked = useAnswer('compare.curves', question, ['metrics.grew', 'runs.changed'], AGAIN_MS)
  watch(asked.answer, (answer) => (known.value = answer))
  return asked

  /** Nothing while the whole axis is shown, or its end is not known in this unit. */
  function partOf(unit: CompareQuery['unit']): { from?: number; to?: number } {
    const { start, end } = zoom.value
    if (isWhole(zoom.value) || known.value?.unit !== unit) return {}
    const margin = MARGIN * (end - start)
    const from = (Math.max(0, start - margin) / 100) * known.value.end
    const to = (Math.min(100, end + margin) / 100) * known.value.end
    return { from, to }
  }
}
