import { setTimeout } from 'node:timers/promises'
import { effectScope, nextTick, shallowRef } from 'vue'
import { expect, test } from 'vitest'
import type { Plan } from '../../../src/contract/host-answers.ts'
import { parseSpec } from '../../../src/domain/parse-spec.ts'
import { assignment } from '../../../src/domain/presets/assignment.ts'
import { usePlan, type PlanQuestion } from '../../../src/renderer/src/composables/use-plan.ts'
import { echoHandlers } from '../../contract/echo-handlers.ts'
import { connectPage } from '../live/connected-page.ts'

const CHANGES = 20
/** The plan is asked for at most so often; a timer may be early. */
const PACE_MS = 45

type Question = { seeds: number; measure: boolean }
const asked: Question[] = []
connectPage({
  ...echoHandlers(),
  'experiments.plan'({ spec, measure }) {
    const seeds = (spec as PlanQuestion['spec']).seeds.length
    asked.push({ seeds, measure })
    return { runs: seeds, secondsLeft: measure ? 1 : null, problems: [] as string[] } as Plan
  },
})

function withSeeds(count: number): PlanQuestion {
  const seeds = Array.from({ length: count }, (_, seed) => seed)
  const parsed = parseSpec({ ...assignment.spec, seeds })
  if (!parsed.ok) throw new Error('The assignment can be run with any seeds.')
  return { spec: parsed.spec, backend: 'auto' }
}

test('while somebody types the figures follow at a pace, and only the last draft is measured', async () => {
  const scope = effectScope()
  const question = shallowRef(withSeeds(1))
  const { plan, isStale } = scope.run(() => usePlan(() => question.value))!
  await expect.poll(() => asked).toEqual([{ seeds: 1, measure: false }])
  const shown = new Set<number | undefined>()
  const began = performance.now()
  for (let seeds = 2; seeds <= CHANGES; seeds++) {
    question.value = withSeeds(seeds)
    await setTimeout(10)
    shown.add(plan.value?.runs)
  }
  const most = 2 + (performance.now() - began) / PACE_MS
  expect(asked.length).toBeLessThanOrEqual(most)
  expect(shown.size).toBeGreaterThan(2)
  expect(asked.filter(({ measure }) => measure)).toEqual([])
  await expect.poll(() => plan.value?.secondsLeft).toBe(1)
  expect(asked.filter(({ measure }) => measure)).toEqual([{ seeds: CHANGES, measure: true }])
  expect(isStale.value).toBe(false)
  scope.stop()
})

test('a draft that waits to be asked about is not, once the page has gone', async () => {
  const scope = effectScope()
  const question = shallowRef(withSeeds(1))
  asked.length = 0
  scope.run(() => usePlan(() => question.value))
  question.value = withSeeds(2)
  await nextTick()
  scope.stop()
  await setTimeout(3 * PACE_MS)
  expect(asked).toEqual([{ seeds: 1, measure: false }])
})
