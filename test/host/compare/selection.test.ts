import { expect, test } from 'vitest'
import { dataset } from '../store/stored-experiments.ts'
import { temporaryStore } from '../store/temporary-store.ts'
import { addEnded, ask } from './made-runs.ts'
import { MOST_CHOSEN_RUNS } from '../../../src/contract/compare.ts'
import type { PlannedRun } from '../../../src/domain/grid.ts'

/** Better with batch normalization, by a little more or less from seed to seed. */
const usual = ({ arm, seed }: PlannedRun) =>
  0.9 + seed / 1000 + (arm === 'batch' ? 0.02 + (seed % 3) / 1000 : 0)
const layers = (units: number) => ({ layers: [{ type: 'dense' as const, units }] })
const one = { batchSizes: [16] }

test('arms that differ in their seeds alone are one arm over all experiments, judged at the greatest look', () => {
  const store = temporaryStore()
  const first = addEnded(store, { ...one, name: 'first' }, usual)
  const more = addEnded(store, { ...one, name: 'more', seeds: [4, 5] }, usual, { looks: 2 })
  const summary = ask(store, [more.id, first.id])
  expect(summary.experiments.map(({ name, looks }) => [name, looks])).toEqual([
    ['first', 1],
    ['more', 2],
  ])
  expect(summary.arms.map(({ label, experimentId }) => [label, experimentId])).toEqual([
    ['none', first.id],
    ['batch', first.id],
  ])
  expect(summary.seeds).toEqual([1, 2, 3, 4, 5])
  expect(summary.verdict).toMatchObject({ exploratory: true })
  expect(summary.verdict!.lines.map(({ n }) => n)).toEqual([5])
  expect(ask(store, [first.id]).verdict).toMatchObject({ exploratory: false })
})

test('other batch sizes and learning rates are cells of one arm; other settings are another arm', () => {
  const store = temporaryStore()
  const ids = [
    addEnded(store, { batchSizes: [16], name: 'A' }, usual).id,
    addEnded(store, { batchSizes: [64], learningRates: [0.1], name: 'A' }, usual).id,
    addEnded(store, { batchSizes: [16], name: 'B', network: layers(4) }, usual).id,
    addEnded(store, { batchSizes: [16], name: 'B', network: layers(5) }, usual).id,
  ]
  const { arms, baseline, cells } = ask(store, ids)
  const nameOf = (index: number) => `none (B, ${ids[index]!.slice(0, 6)})`
  expect(arms.filter(({ name }) => name === 'none').map(({ label }) => label)).toEqual([
    'none (A)',
    nameOf(2),
    nameOf(3),
  ])
  expect(baseline).toBe('none (A)')
  expect(cells.filter(({ arm }) => arm === 'none (A)').map(({ batchSize }) => batchSize)).toEqual([16, 64])
})

test('of two runs of one arm, batch size, learning rate and seed the newest that finished counts, and it is said', () => {
  const store = temporaryStore()
  const old = addEnded(store, { ...one, name: 'old' }, () => 0.5)
  const again = addEnded(store, { ...one, name: 'again', seeds: [2, 3, 4] }, ({ seed }) =>
    seed === 2 ? 'open' : 0.7,
  )
  const { runs, notes } = ask(store, [again.id, old.id])
  const ofNone = runs.filter(({ arm }) => arm === 'none').toSorted((a, b) => a.seed - b.seed)
  expect(ofNone.map(({ seed, experimentId }) => [seed, experimentId === old.id ? 'old' : 'again'])).toEqual([
    [1, 'old'],
    [2, 'old'],
    [3, 'again'],
    [4, 'again'],
  ])
  expect(notes.join('\n')).toMatch(
    /2 runs of “again” are left out \(seed 2\): “old” has runs of the same arm/,
  )
  expect(notes.join('\n')).toMatch(
    /2 runs of “old” are left out \(seed 3\): “again” has runs.*the newest that has finished/,
  )
})

test('runs of different data sets have no verdict, with the reason in numbers, until one is chosen', () => {
  const store = temporaryStore()
  const other = { ...dataset, digest: 'd2' }
  const ids = [
    addEnded(store, { ...one, name: 'A' }, usual).id,
    addEnded(store, { ...one, name: 'B' }, usual, { dataset: other }).id,
  ]
  const both = ask(store, ids)
  expect(both.verdict).toBeNull()
  expect(both.datasets).toEqual(['bars (d1)', 'bars (d2)'])
  expect(both.notes[0]).toMatch(
    /No verdict: .* \(6 runs on 100 test images of bars \(d1\) and 6 runs on 100 test images of bars \(d2\)\)/,
  )
  const chosen = ask(store, ids, { datasets: ['bars (d2)'] })
  expect(chosen.baseline).toBe('none (B)')
  expect(chosen.verdict!.lines).toHaveLength(1)
})

test('budgets, rules of the learning rate and data that differ are said in numbers', () => {
  const store = temporaryStore()
  const ids = [
    addEnded(store, { ...one, name: 'A' }, usual).id,
    addEnded(store, { ...one, name: 'B', budget: { unit: 'epochs', amount: 1 } }, usual).id,
    addEnded(store, { ...one, name: 'C', learningRateRule: { rule: 'linear' } }, usual).id,
    addEnded(store, { ...one, name: 'D', data: { dataset: 'bars', trainExamples: 160 } }, usual).id,
  ]
  const notes = ask(store, ids).notes.join('\n')
  expect(notes).toContain('The training budget is not equal: 4 epochs in “A”, “C” and “D”; 1 epoch in “B”.')
  expect(notes).toContain(
    'the same at every batch size in “A”, “B” and “D”; linear in the batch size from 64 on in “C”.',
  )
  expect(notes).toContain('bars, 160 training and 100 test images in “D”.')
  expect(ask(store, ids.slice(0, 1)).notes).toEqual([])
})

test('the verdict is over what the filters show, and says so', () => {
  const store = temporaryStore()
  const { id } = addEnded(store, {}, usual)
  expect(ask(store, [id]).verdict!.lines).toHaveLength(2)
  const filtered = ask(store, [id], { batchSizes: [64], seeds: [1, 2] })
  expect(filtered.runs).toHaveLength(4)
  expect(filtered.batchSizes).toEqual([16, 64])
  expect(filtered.verdict!.lines.map(({ batchSize, n }) => [batchSize, n])).toEqual([[64, 2]])
  expect(filtered.notes.join('\n')).toMatch(
    /The filters show 4 of 12 runs; the verdict, its family of comparisons/,
  )
})

test('runs that were chosen one by one are compared alone, over several experiments too', () => {
  const store = temporaryStore()
  const first = addEnded(store, { ...one, name: 'first' }, usual)
  const more = addEnded(store, { ...one, name: 'more', seeds: [4, 5] }, usual)
  const all = ask(store, [first.id, more.id])
  const chosen = all.runs.filter(({ seed }) => seed === 2 || seed === 4).map(({ id }) => id)
  const { runs, seeds, verdict, notes } = ask(store, [first.id, more.id], { runIds: [...chosen, 'gone'] })
  expect(runs.map(({ id }) => id)).toEqual(chosen)
  expect(seeds).toEqual(all.seeds)
  expect(verdict!.lines.map(({ n }) => n)).toEqual([2])
  expect(notes.join('\n')).toMatch(/The filters show 4 of 10 runs; the verdict/)
  expect(ask(store, [first.id, more.id], { runIds: chosen, seeds: [4] }).runs).toHaveLength(2)
  expect(ask(store, [first.id], { runIds: ['gone'] }).notes[0]).toMatch(/the filters leave out all 6 runs/)
  const tooMany = Array.from({ length: MOST_CHOSEN_RUNS + 1 }, String)
  expect(() => ask(store, [first.id], { runIds: tooMany })).toThrow(/too_big/)
})

test('a chosen run does not give way to a newer one that was not chosen', () => {
  const store = temporaryStore()
  const old = addEnded(store, { ...one, name: 'old' }, () => 0.5)
  const again = addEnded(store, { ...one, name: 'again' }, () => 0.7)
  const { runs, notes } = ask(store, [old.id, again.id], { runIds: old.runIds })
  expect(runs.map(({ id }) => id)).toEqual(old.runIds)
  expect(notes.join('\n')).toMatch(/6 runs of “again” are left out.* one counts, the one that was chosen/)
  const both = ask(store, [old.id, again.id], { runIds: [...old.runIds, ...again.runIds] })
  expect(both.runs.map(({ id }) => id)).toEqual(again.runIds)
})

test('a filter of the status hides no run to come from the verdict, and no divergence from the reader', () => {
  const store = temporaryStore()
  const open = addEnded(store, { ...one, name: 'open' }, (run) => (run.seed === 3 ? 'open' : usual(run)))
  const early = ask(store, [open.id], { statuses: ['done'] })
  expect(early.runs).toHaveLength(4)
  expect(early.verdict).toMatchObject({ lines: [] })
  expect(early.verdict!.summary).toMatch(
    /No verdict yet: 2 of 6 runs are open\. The filter of the status hides them: a verdict waits for them all the same/,
  )
  expect(early.notes.join('\n')).toMatch(/The filters show 4 of 6 runs; every figure is over those alone/)
  expect(early.cells.some(({ isBest }) => isBest)).toBe(false)

  const ended = addEnded(store, { ...one, name: 'ended' }, (run) =>
    run.seed === 3 && run.arm === 'none' ? { status: 'diverged', outcome: 'diverged' } : usual(run),
  )
  expect(ask(store, [ended.id], { statuses: ['done'] }).notes.join('\n')).toMatch(
    /1 run of those hidden diverged; what is left flatters their arms/,
  )
})

test('where there is nothing to compare, it says why', () => {
  const store = temporaryStore()
  const { id } = addEnded(store, one, usual)
  const why = (filters: object, baseline?: string) => ask(store, [id], filters, { baseline }).notes[0]
  expect(why({ arms: ['batch'] })).toMatch(/of the arms only batch is shown/)
  expect(why({ seeds: [99] })).toMatch(/the filters leave out all 6 runs/)
  expect(why({}, 'group')).toMatch(/the baseline group has no runs among those shown/)
  expect(why({ arms: ['batch'] }, 'none')).toMatch(/only batch is shown/)
  expect(ask(store, [id], {}, { baseline: 'batch' }).verdict!.lines.map(({ arm }) => arm)).toEqual(['none'])
})

test('seeds of several experiments are a first look if all were made before any had a result, a further one if not', () => {
  const store = temporaryStore()
  const first = addEnded(store, { ...one, seeds: [1, 2, 3] }, usual).id
  const planned = addEnded(store, { ...one, seeds: [4, 5] }, usual, { createdAt: 1 }).id
  const pooled = ask(store, [first, planned])
  expect(pooled.verdict).toMatchObject({ exploratory: false })
  expect(pooled.notes.join('\n')).toMatch(/Seeds of several experiments are judged together as a first look/)

  // A confirmation that is pooled with what it was to confirm, or a repeat by the form.
  const later = addEnded(store, { ...one, seeds: [6, 7, 8] }, usual).id
  const further = ask(store, [first, later])
  expect(further.verdict).toMatchObject({ exploratory: true })
  expect(further.verdict!.notes[0]).toMatch(/^This is look 2 at these results/)
  expect(further.notes.join('\n')).not.toMatch(/first look/)
  expect(ask(store, [later]).verdict).toMatchObject({ exploratory: false })
})

test('an experiment that is gone is named; when none is left there is nothing to answer', () => {
  const store = temporaryStore()
  const { id } = addEnded(store, one, usual)
  expect(ask(store, ['gone', id]).notes[0]).toMatch(
    /1 experiment of the selection is not in this database \(gone\)/,
  )
  expect(() => ask(store, ['gone'])).toThrow(/There is no experiment gone/)
})

test('a verdict on some of the runs that have a result is exploratory; one on some cells is not', () => {
  const store = temporaryStore()
  const gone = { status: 'diverged', outcome: 'diverged' } as const
  const { id, runIds } = addEnded(store, { batchSizes: [16, 64], seeds: [1, 2, 3, 4, 5] }, (run) =>
    run.batchSize === 64 && run.arm === 'none' && run.seed === 5 ? gone : usual(run),
  )
  const judged = (filters: object) => ask(store, [id], filters).verdict!
  const chosen = judged({ seeds: [1, 2, 3, 4] })
  expect(chosen).toMatchObject({ exploratory: true })
  expect(chosen.summary).toMatch(/^Exploratory/)
  // The run that diverged was never evaluated here.
  expect(chosen.notes.join(' ')).toContain(
    '3 runs of these arms, batch sizes and learning rates have a result',
  )
  expect(judged({ runIds: runIds.slice(0, -1) })).toMatchObject({ exploratory: true })

  expect(judged({})).toMatchObject({ exploratory: false })
  expect(judged({ batchSizes: [16] })).toMatchObject({ exploratory: false })
  const of16 = ask(store, [id]).runs.filter(({ batchSize }) => batchSize === 16)
  expect(judged({ runIds: of16.map((run) => run.id) })).toMatchObject({ exploratory: false })
})
