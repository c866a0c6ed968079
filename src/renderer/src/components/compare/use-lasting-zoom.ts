import { refDebounced } from '@vueuse/core'
import { shallowRef, watch, type ShallowRef } from 'vue'
import type { Zoom } from '../../charts/curve-settings.ts'
import { zoomText } from './compare-query.ts'

/** A drag is kept when it rests. */
const REST_MS = 300

/** The zoom that the address has, which follows a drag at once; the address follows when it rests. */
export function useLastingZoom(kept: () => Zoom, keep: (zoom: Zoom) => void): ShallowRef<Zoom> {
  const zoom = shallowRef(kept())
  const rested = refDebounced(zoom, REST_MS)
  // By what it says: the address is another object after every other change, which must not take a drag back.
  watch(
    () => zoomText(kept()),
    (now) => {
      if (now !== zoomText(zoom.value)) zoom.value = kept()
    },
  )
  watch(rested, (now) => {
    if (zoomText(now) !== zoomText(kept())) keep(now)
  })
  return zoom
}
