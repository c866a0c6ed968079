import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import { host } from '../../host.ts'

/** How much of a data set that is made on first use is ready, 0 to 1; null while nothing is made. */
export function usePreparation(name: () => string): ShallowRef<number | null> {
  const share = shallowRef<number | null>(null)
  const stop = host.on('datasets.progress', (hint) => {
    if (hint.name === name()) share.value = hint.done < hint.total ? hint.done / hint.total : null
  })
  watch(name, () => {
    share.value = null
  })
  onScopeDispose(stop)
  return share
}
