import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { NOISE_BATCH_SIZES, statisticsNoise, type StatisticsNoise } from '../../../../domain/lesson-noise.ts'

const BATCHES = 600

/**
 * The noise of batch statistics at each batch size, the smallest first. One size is drawn at a time with the page free
 * in between, since all together would hold it up; nothing is drawn before it is wanted.
 */
export function useNoise(seed: Ref<number>, isWanted: Ref<boolean>): ShallowRef<readonly StatisticsNoise[]> {
  const noise = shallowRef<readonly StatisticsNoise[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined

  function drawFrom(index: number): void {
    const batchSize = NOISE_BATCH_SIZES[index]
    if (batchSize === undefined) return
    const drawn = statisticsNoise(batchSize, BATCHES, seed.value)
    noise.value = [...noise.value.slice(0, index), drawn, ...noise.value.slice(index + 1)]
    timer = setTimeout(() => drawFrom(index + 1), 0)
  }

  watch(
    [seed, isWanted],
    () => {
      clearTimeout(timer)
      if (isWanted.value) drawFrom(0)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return noise
}
