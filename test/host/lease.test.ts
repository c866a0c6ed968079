import Database from 'better-sqlite3'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isGone, Lease, type LeaseRow } from '../../src/host/lease.ts'

let folder: string
let file: string
const leases: Lease[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bnw-lease-'))
  file = join(folder, 'workbench.db')
})
afterEach(() => {
  for (const lease of leases.splice(0)) lease.close()
  rmSync(folder, { recursive: true, force: true })
})

function openLease(): Lease {
  const lease = new Lease(file)
  leases.push(lease)
  return lease
}

/** Changes the row as time, or another process, would. */
function change(row: Partial<LeaseRow>): void {
  const database = new Database(file)
  for (const [column, value] of Object.entries(row))
    database.prepare(`UPDATE lease SET ${column} = ?`).run(value)
  database.close()
}

const endedPid = (): number => spawnSync(process.execPath, ['--version']).pid
const soon = { timeout: 4000, interval: 20 }

describe('taking', () => {
  test('one of two that both saw nobody gets it', () => {
    const [one, other] = [openLease(), openLease()]
    expect([one.read(), other.read()]).toEqual([null, null])
    expect(other.take(null, 'other.sock', 'word')).toBe(true)
    expect(one.take(null, 'one.sock', 'word')).toBe(false)
    expect(one.read()).toMatchObject({ pid: process.pid, socket: 'other.sock', token: 'word' })
  })

  test('one of two that both saw the same holder gone gets it', () => {
    const [first, one, other] = [openLease(), openLease(), openLease()]
    first.take(null, 'first.sock', 'word')
    const [seen, alsoSeen] = [one.read(), other.read()]
    expect([one.take(seen, 'one.sock', 'w'), other.take(alsoSeen, 'other.sock', 'w')]).toEqual([true, false])
    expect(other.read()).toMatchObject({ socket: 'one.sock' })
  })

  test('a row that was given up meanwhile is not taken from who had it', () => {
    const [first, second] = [openLease(), openLease()]
    first.take(null, 'first.sock', 'word')
    const seen = second.read()
    first.release()
    expect(second.take(seen, 'second.sock', 'word')).toBe(false)
    expect(second.take(second.read(), 'second.sock', 'word')).toBe(true)
  })

  test('does not make the table where the store has made it', () => {
    const first = openLease()
    first.take(null, 'first.sock', 'word')
    expect(openLease().read()).toEqual(first.read())
  })
})

describe('a holder', () => {
  test('may write until another has taken over, and is told within a second or so', async () => {
    const [first, second] = [openLease(), openLease()]
    first.take(null, 'first.sock', 'word')
    let told = 0
    first.keep(() => told++)
    first.check()
    second.take(second.read(), 'second.sock', 'word')
    expect(() => first.check()).toThrow(
      expect.objectContaining({ name: 'WorkbenchError', code: 'conflict' }) as Error,
    )
    await expect.poll(() => told, soon).toBe(1)
    expect(() => first.check()).toThrow(/Another process has taken over the database .*workbench\.db/)
    second.check()
  })

  test('gives up nobody else’s lease', () => {
    const [first, second] = [openLease(), openLease()]
    first.take(null, 'first.sock', 'word')
    second.take(second.read(), 'second.sock', 'word')
    first.release()
    expect(second.read()).toMatchObject({ socket: 'second.sock' })
    second.release()
    expect(openLease().read()).toBeNull()
  })

  test('is heard of every second', async () => {
    const [holder, reader] = [openLease(), openLease()]
    holder.take(null, 'a.sock', 'word')
    holder.keep(() => undefined)
    change({ heartbeat: 0 })
    await expect.poll(() => Date.now() - reader.read()!.heartbeat, soon).toBeLessThan(1500)
  })

  test('is not taken for gone while it starts, nor for alive a minute after it has started', () => {
    const holder = openLease()
    holder.take(null, 'a.sock', 'word')
    expect(holder.read()!.heartbeat).toBeGreaterThan(Date.now() + 30_000)
    holder.keep(() => undefined)
    expect(holder.read()!.heartbeat).toBeLessThanOrEqual(Date.now())
  })
})

describe('a holder is gone', () => {
  const alive = { holder: 'a', pid: process.pid, socket: 's', token: 't', heartbeat: Date.now() }
  test.each([
    ['not when it was heard of a moment ago', () => alive, false],
    ['when its process has ended, however fresh its word', () => ({ ...alive, pid: endedPid() }), true],
    [
      'when its number is another process’s by now, which does not say anything here',
      () => ({ ...alive, heartbeat: Date.now() - 6000 }),
      true,
    ],
    // The first process is another user's for who is not root.
    ['not when it is alive and may not be asked', () => ({ ...alive, pid: 1, heartbeat: Date.now() }), false],
  ])('%s', (_, row, gone) => {
    expect(isGone(row())).toBe(gone)
  })
})

describe('who is attached', () => {
  /** A holder that is kept by nobody: its heartbeat is what the test makes it. */
  function watched(answers: () => boolean) {
    const holder = openLease()
    holder.take(null, 'first.sock', 'word')
    const heard = { gone: 0, asked: 0 }
    const watcher = openLease()
    const ask = (): Promise<boolean> => {
      heard.asked++
      return Promise.resolve(answers())
    }
    watcher.watch(watcher.read()!, ask, () => heard.gone++)
    return heard
  }

  test('hears that another has taken over', async () => {
    const heard = watched(() => true)
    const next = openLease()
    next.take(next.read(), 'second.sock', 'word')
    await expect.poll(() => heard.gone, soon).toBe(1)
    expect(heard.asked).toBe(0)
  })

  test('hears that the lease was given up', async () => {
    const heard = watched(() => true)
    const database = new Database(file)
    database.exec('DELETE FROM lease')
    database.close()
    await expect.poll(() => heard.gone, soon).toBe(1)
  })

  test('asks a holder that is silent, and stays with one that answers', async () => {
    const heard = watched(() => true)
    change({ heartbeat: Date.now() - 6000 })
    await expect.poll(() => heard.asked, soon).toBeGreaterThan(1)
    expect(heard.gone).toBe(0)
  })

  test('leaves a holder that neither says nor answers anything', async () => {
    const heard = watched(() => false)
    change({ heartbeat: Date.now() - 6000 })
    await expect.poll(() => heard.gone, soon).toBe(1)
  })
})
