import { useLocalStorage } from '@vueuse/core'
import { ref, type Ref } from 'vue'
import type { AxisUnit } from './step-axis.ts'

/** How all curves of a page are looked at. */
export type CurveSettings = {
  unit: AxisUnit
  isLogarithmic: boolean
  /** Share of the whole axis over which a mean curve is averaged. */
  smoothing: number
  /** Whether the vertical axis has room for every value of every run, or only for the means over seeds. */
  fit: 'runs' | 'means'
}

export type Zoom = { start: number; end: number }

export const WHOLE: Zoom = { start: 0, end: 100 }

/** Kept in the browser, so that each page opens as the last one was left; the zoom is each page's own. */
export function useCurveSettings(): { settings: Ref<CurveSettings>; zoom: Ref<Zoom> } {
  const settings = useLocalStorage<CurveSettings>(
    'curves',
    { unit: 'epochs', isLogarithmic: false, smoothing: 0, fit: 'runs' },
    { mergeDefaults: true },
  )
  return { settings, zoom: ref(WHOLE) }
}
