import { expect, test } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { MOST_IDS } from '../../../src/contract/bounds.ts'
import { usePurgeWeight } from '../../../src/renderer/src/components/history/use-purge-weight.ts'
import { echoHandlers } from '../../contract/echo-handlers.ts'
import { connectPage } from '../live/connected-page.ts'

connectPage({
  ...echoHandlers(),
  'experiments.weigh': ({ ids }) => ({ runs: 2 * ids.length, bytes: ids.length }),
})

test('more experiments than the host takes at once are weighed all the same', async () => {
  const ids = shallowRef(Array.from({ length: MOST_IDS + 1 }, (_, index) => `e${index}`))
  const scope = effectScope()
  const { weight, problem } = scope.run(() => usePurgeWeight(() => ids.value))!
  await expect
    .poll(() => weight.value ?? problem.value)
    .toEqual({ runs: 2 * MOST_IDS + 2, bytes: MOST_IDS + 1 })
  ids.value = []
  await expect.poll(() => weight.value).toBeNull()
  scope.stop()
})
