import { beforeAll, describe, expect, test } from 'vitest'
import type { ExperimentSummary, RunSummary } from '../../src/contract/host-answers.ts'
import { newDesk, type Desk } from './bnw.ts'

let desk: Desk
beforeAll(async () => {
  desk = await newDesk()
})

type Listed = { total: number; experiments: ExperimentSummary[] }

describe('putting in order', () => {
  test('name, notes and tags are found again', async () => {
    desk.spec('other', { seeds: [1], batchSizes: [64] })
    await desk.bnw('run', 'other.json')
    expect((await desk.bnw('tag', 'other', 'first', 'draft')).out).toBe('Its tags are: first, draft.\n')
    expect((await desk.bnw('annotate', 'other', 'Seen by the giraffe.')).code).toBe(0)
    expect((await desk.json<ExperimentSummary>('rename', 'other', 'another')).name).toBe('another')
    expect((await desk.json<Listed>('list', 'giraffe', 'draft')).experiments[0]!.name).toBe('another')
    expect((await desk.bnw('show', 'another')).out).toMatch(
      /Tags +first, draft\n[^]*Notes\nSeen by the giraffe\./,
    )
  })

  test('two of one name are told apart by their ids', async () => {
    await desk.bnw('run', 'other.json', '--name', 'twin')
    await desk.bnw('run', 'other.json', '--name', 'twin')
    const { code, err } = await desk.bnw('show', 'twin')
    expect(code).toBe(2)
    expect(err).toMatch(
      /^"twin" may be any of these; name one by its id:\n( {2}[0-9a-f]{16} {2}twin, finished, .*\n){2}$/,
    )
  })

  test('what is deleted is in the trash, and comes back', async () => {
    const deleted = await desk.bnw('delete', 'another')
    expect(deleted.out).toMatch(
      /“another” is in the trash\.\nNothing is lost\. Bring back with: bnw restore [0-9a-f]{8}\n/,
    )
    expect((await desk.json<Listed>('list', 'another')).total).toBe(0)
    expect((await desk.json<Listed>('list', '--trashed')).total).toBe(1)
    expect((await desk.bnw('compare', 'another')).err).toMatch(
      /is in the trash\. Bring it back with: bnw restore/,
    )
    expect((await desk.bnw('restore', 'another')).out).toBe('“another” is back.\n')
    expect((await desk.json<Listed>('list', 'another')).total).toBe(1)
  })

  test('only --purge removes for good, and not without a yes', async () => {
    const unasked = await desk.bnw('delete', 'another', '--purge')
    expect(unasked).toMatchObject({ code: 2, err: expect.stringContaining('add --yes') as string })
    const { out } = await desk.bnw('delete', 'another', '--purge', '--yes')
    expect(out).toMatch(/^Removed 1 experiment for good; [\d.]+ KiB of checkpoints freed\.\n$/)
    expect((await desk.bnw('show', 'another')).code).toBe(2)
  })

  test('retry trains a failed run again from the start', async () => {
    await desk.bnw('run', 'other.json', '--name', 'failing', '--backend', 'cuda')
    const { code, err } = await desk.bnw('retry', '--experiment', 'failing')
    expect(err).toMatch(/^2 runs trained again from the start\n/)
    expect(code).toBe(1)
    const { runList } = await desk.json<{ runList: RunSummary[] }>('show', 'failing')
    expect(runList.map(({ status, attempt }) => [status, attempt])).toEqual([
      ['failed', 2],
      ['failed', 2],
    ])
  })
})
