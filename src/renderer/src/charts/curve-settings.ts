import { useLocalStorage } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import type { CurveUnit } from '../../../contract/compare.ts'

/** How curves are looked at, on every page that has some. */
export type CurveAxes = {
  unit: CurveUnit
  isLogarithmic: boolean
  /** Share of the whole axis over which a mean curve is averaged. */
  smoothing: number
}

/** The same on the pages of an experiment and of a run. */
export type CurveSettings = CurveAxes & {
  /** Whether the vertical axis has room for every value of every run, or only for the means over seeds. */
  fit: 'runs' | 'means'
}

export type Zoom = { start: number; end: number }

export const WHOLE: Zoom = { start: 0, end: 100 }

export const isWhole = ({ start, end }: Zoom): boolean => start <= 0 && end >= 100

/** Kept in the browser, so that each page opens as the last one was left; the zoom is each page's own. */
export function useCurveSettings(): { settings: Ref<CurveSettings>; zoom: Ref<Zoom> } {
  const settings = useLocalStorage<CurveSettings>(
    'curves',
    { unit: 'epochs', isLogarithmic: false, smoothing: 0, fit: 'runs' },
    { mergeDefaults: true },
  )
  return { settings, zoom: ref(WHOLE) }
}
