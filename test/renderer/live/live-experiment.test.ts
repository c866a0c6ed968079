import { expect, test } from 'vitest'
import { effectScope, shallowRef } from 'vue'
import { useExperiment } from '../../../src/renderer/src/stores/live-experiment.ts'
import { useRun } from '../../../src/renderer/src/stores/live-run.ts'
import { echoHandlers } from '../../contract/echo-handlers.ts'
import { connectPage } from './connected-page.ts'

/** Lists of runs that wait until the test lets them go. */
const waiting = new Map<string, () => void>()
connectPage({
  ...echoHandlers(),
  'experiments.get': ({ id }) => ({ id }) as never,
  'runs.get': ({ id }) => ({ id, experimentId: `parent of ${id}` }) as never,
  'runs.list': ({ experimentId }) =>
    new Promise((resolve) =>
      waiting.set(experimentId!, () => resolve({ total: 1, runs: [{ id: 'r', experimentId }] as never[] })),
    ),
})

async function listComes(experimentId: string): Promise<void> {
  await expect.poll(() => waiting.has(experimentId)).toBe(true)
  waiting.get(experimentId)!()
}

test('runs of the last experiment are never shown as those of the next', async () => {
  const scope = effectScope()
  const id = shallowRef('a')
  const live = scope.run(() => useExperiment(() => id.value))!
  await listComes('a')
  await expect.poll(() => live.runs.value?.map((run) => run.experimentId)).toEqual(['a'])
  id.value = 'b'
  await expect.poll(() => live.experiment.value?.id).toBe('b')
  expect([live.runs.value, live.total.value]).toEqual([null, 0])
  await listComes('b')
  await expect.poll(() => live.runs.value?.map((run) => run.experimentId)).toEqual(['b'])
  scope.stop()
})

test('nor are they a run’s siblings', async () => {
  const scope = effectScope()
  const id = shallowRef('r')
  const live = scope.run(() => useRun(() => id.value))!
  await listComes('parent of r')
  await expect.poll(() => live.siblings.value).toHaveLength(1)
  id.value = 's'
  await expect.poll(() => live.run.value?.id).toBe('s')
  expect(live.siblings.value).toEqual([])
  await listComes('parent of s')
  await expect.poll(() => live.siblings.value).toHaveLength(1)
  scope.stop()
})
