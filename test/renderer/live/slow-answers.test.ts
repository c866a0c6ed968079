import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { effectScope, shallowRef, watch } from 'vue'
import { host } from '../../../src/renderer/src/host.ts'
import { useHostRows } from '../../../src/renderer/src/components/grid/use-host-rows.ts'
import { useAnswer } from '../../../src/renderer/src/composables/use-answer.ts'
import { echoHandlers } from '../../contract/echo-handlers.ts'
import { connectPage } from './connected-page.ts'

/** A host that takes longer for an answer than hints take to come. */
const SLOW_MS = 120
const HINTS_EVERY_MS = 10
let [asked, onTheirWay, most] = [0, 0, 0]
/** Answers that wait until the test lets them go. */
const waiting = new Map<string, () => void>()
const hint = connectPage({
  ...echoHandlers(),
  'experiments.find': ({ text }) =>
    new Promise((resolve) => waiting.set(text, () => resolve([{ id: text }] as never[]))),
  async 'experiments.list'({ search }) {
    asked++
    most = Math.max(most, ++onTheirWay)
    await setTimeout(SLOW_MS)
    onTheirWay--
    const experiments = [{ id: search }] as never[]
    return { total: asked, experiments }
  },
})

async function hintFor(milliseconds: number): Promise<void> {
  ;[asked, most] = [0, 0]
  for (const end = performance.now() + milliseconds; performance.now() < end;) {
    hint('metrics.grew', { cursor: 1 })
    await setTimeout(HINTS_EVERY_MS)
  }
}

test('an answer that takes longer than the hints is shown, and one question is on its way at a time', async () => {
  const scope = effectScope()
  let shown = 0
  scope.run(() => {
    const { answer } = useAnswer('experiments.list', { search: 'a' }, ['metrics.grew'], HINTS_EVERY_MS)
    watch(answer, () => shown++, { flush: 'sync' })
  })
  await hintFor(8 * SLOW_MS)
  scope.stop()
  expect(shown).toBeGreaterThan(2)
  expect(asked - shown).toBeLessThanOrEqual(1)
  expect(most).toBe(1)
})

test('another input is asked for while the first is on its way, whose answer is dropped', async () => {
  const scope = effectScope()
  const text = shallowRef('a')
  const shown: string[] = []
  scope.run(() => {
    const { answer } = useAnswer('experiments.find', () => ({ text: text.value }))
    watch(answer, (given) => shown.push(given![0]!.id), { flush: 'sync' })
  })
  await expect.poll(() => waiting.has('a')).toBe(true)
  text.value = 'b'
  await expect.poll(() => waiting.has('b')).toBe(true)
  waiting.get('b')!()
  await expect.poll(() => shown).toEqual(['b'])
  waiting.get('a')!()
  await host.call('experiments.facets', {})
  expect(shown).toEqual(['b'])
  scope.stop()
})

test('rows that come later than the hints are shown', async () => {
  const scope = effectScope()
  const totals: number[] = []
  const rows = scope.run(() =>
    useHostRows(
      async (search: string, window) => {
        const { total, experiments } = await host.call('experiments.list', { search, ...window })
        return { total, rows: experiments }
      },
      'a',
      ['metrics.grew'],
    ),
  )!
  scope.run(() => watch(rows.total, (total) => totals.push(total!), { flush: 'sync' }))
  ;[asked, most] = [0, 0]
  // What the user does to a row asks anew each time.
  for (let i = 0; i < 60; i++) {
    rows.refresh()
    await setTimeout(HINTS_EVERY_MS)
  }
  expect(totals.length).toBeGreaterThan(0)
  expect(rows.rowAt(0)?.id).toBe('a')
  expect(most).toBe(1)
  scope.stop()
})
