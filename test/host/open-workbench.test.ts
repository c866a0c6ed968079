import Database from 'better-sqlite3'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { knock } from '../../src/host/host-socket.ts'
import type { LeaseRow } from '../../src/host/lease.ts'
import { openWorkbench } from '../../src/host/open-workbench.ts'
import { openStore } from '../../src/host/store/open-store.ts'
import { barsHome } from './bars-home.ts'
import { tinySpec } from './tiny-spec.ts'
import { WorkbenchProcess } from './workbench-processes.ts'

const processes: WorkbenchProcess[] = []
const homes: string[] = []

async function newHome(): Promise<string> {
  const home = await barsHome()
  homes.push(home)
  return home
}

function start(home: string, database?: string): WorkbenchProcess {
  const made = new WorkbenchProcess(home, database)
  processes.push(made)
  return made
}

afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.kill()))
  for (const home of homes.splice(0)) rmSync(home, { recursive: true, force: true })
})

function leaseOf(database: string): LeaseRow | undefined {
  const connection = new Database(database, { readonly: true })
  try {
    return connection.prepare<[], LeaseRow>('SELECT * FROM lease').get()
  } finally {
    connection.close()
  }
}

/** Calls again while the process that held the database goes away. */
async function patiently<T>(call: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      if (attempt === 50) throw error
      await setTimeout(100)
    }
  }
}

const long = { ...tinySpec, budget: { unit: 'epochs', amount: 20_000 }, seeds: [1], batchSizes: [64] }

describe('one database, one host', () => {
  test(
    'of eight that start in the same instant one holds it, and all see the same',
    { timeout: 60_000 },
    async () => {
      const home = await newHome()
      const all = Array.from({ length: 8 }, () => start(home))
      const roles = await Promise.all(all.map(({ opened }) => opened))
      expect(roles.filter((role) => role === 'holder')).toHaveLength(1)
      await all[3]!.call('experiments.import', { record: {} }).catch(() => undefined)
      const infos = await Promise.all(all.map((one) => one.call('system.info', {})))
      expect(new Set(infos.map(({ pid }) => pid)).size).toBe(1)
    },
  )

  test('a second one lists and stops what the first trains', async () => {
    const home = await newHome()
    const first = start(home)
    expect(await first.opened).toBe('holder')
    const { id } = await first.call('experiments.create', { spec: long })
    const second = start(home)
    expect(await second.opened).toBe('attached')
    const { experiments } = await second.call('experiments.list', {})
    expect(experiments.map((experiment) => experiment.id)).toEqual([id])
    await second.call('experiments.stop', { id })
    await expect.poll(async () => (await first.call('experiments.get', { id })).status).toBe('stopped')
  })

  test('another database is another’s', async () => {
    const home = await newHome()
    const [one, other] = [start(home), start(home, join(home, 'other.db'))]
    expect([await one.opened, await other.opened]).toEqual(['holder', 'holder'])
  })

  test('a path that is too long for a socket is no obstacle', async () => {
    const home = await newHome()
    const folder = join(home, 'a'.repeat(120))
    mkdirSync(folder)
    const database = join(folder, 'workbench.db')
    const [first] = [start(home, database)]
    expect(await first.opened).toBe('holder')
    expect(await start(home, database).opened).toBe('attached')
  })
})

describe('when the holder goes away', () => {
  test(
    'killed: an attached one takes over, and resumes bit for bit what was trained',
    { timeout: 60_000 },
    async () => {
      const home = await newHome()
      const [first] = [start(home)]
      await first.opened
      const spec = { ...long, budget: { unit: 'epochs', amount: 4000 } }
      const { id } = await first.call('experiments.create', { spec })
      const second = start(home)
      expect(await second.opened).toBe('attached')
      await expect
        .poll(async () => (await second.call('experiments.get', { id })).share, { timeout: 20_000 })
        .toBeGreaterThan(0.02)
      await first.kill()
      await expect.poll(() => second.roles.at(-1), { timeout: 15_000 }).toBe('holder')
      expect(
        (await patiently(() => second.call('experiments.get', { id }))).runs.interrupted,
      ).toBeGreaterThan(0)
      await second.call('experiments.resume', { id })
      const undisturbed = (await second.call('experiments.create', { spec })).id
      for (const one of [id, undisturbed])
        await expect
          .poll(async () => (await second.call('experiments.get', { id: one })).runs.done, {
            timeout: 30_000,
          })
          .toBe(2)
      const [resumed, whole] = await Promise.all(
        [id, undisturbed].map((one) => second.call('experiments.record', { id: one, series: true })),
      )
      expect(resumed!.runs.map(({ series }) => series.loss)).toEqual(
        whole!.runs.map(({ series }) => series.loss),
      )
      expect(resumed!.runs.map(({ result }) => result)).toEqual(whole!.runs.map(({ result }) => result))
    },
  )

  test('closed: the next takes over at once, and what trained is interrupted', async () => {
    const home = await newHome()
    const [first] = [start(home)]
    await first.opened
    const { id } = await first.call('experiments.create', { spec: long })
    await expect
      .poll(async () => (await first.call('experiments.get', { id })).runs.running)
      .toBeGreaterThan(0)
    const second = start(home)
    await second.opened
    await first.close()
    await expect.poll(() => second.roles.at(-1)).toBe('holder')
    const { runs } = await patiently(() => second.call('experiments.get', { id }))
    expect(runs.interrupted).toBeGreaterThan(0)
    expect(runs.running).toBe(0)
  })

  test(
    'frozen: another takes over, and the first writes no more when it wakes',
    { timeout: 60_000 },
    async () => {
      const home = await newHome()
      const [first] = [start(home)]
      await first.opened
      const { id } = await first.call('experiments.create', { spec: tinySpec })
      await first.kill('SIGSTOP')
      const second = start(home)
      expect(await second.opened).toBe('holder')
      await second.call('experiments.rename', { id, name: 'after the take-over' })
      await first.kill('SIGCONT')
      await expect.poll(() => first.roles.at(-1), { timeout: 15_000 }).toBe('attached')
      const { name, runs } = await first.call('experiments.get', { id })
      expect({ name, running: runs.running }).toEqual({ name: 'after the take-over', running: 0 })
    },
  )
})

describe('the door', () => {
  test('opens only for who knows the token, and can be read by this user only', async () => {
    const home = await newHome()
    const one = start(home)
    await one.opened
    const { socket, token } = leaseOf(join(home, 'workbench.db'))!
    expect(statSync(socket).mode & 0o777).toBe(0o600)
    expect(await knock(socket, `${token.slice(0, -1)}!`)).toBeNull()
    const channel = await knock(socket, token)
    expect(channel).not.toBeNull()
    channel!.close()
  })

  test('is gone with its host, and so is the lease', async () => {
    const home = await newHome()
    const one = start(home)
    await one.opened
    await one.close()
    expect(readdirSync(home).filter((name) => name.endsWith('.sock'))).toEqual([])
    expect(leaseOf(join(home, 'workbench.db'))).toBeUndefined()
  })
})

test('a database of a newer schema is read, and nothing is written into it', async () => {
  const home = await newHome()
  const database = join(home, 'workbench.db')
  openStore(database).close()
  const newer = new Database(database)
  newer.exec('ALTER TABLE lease ADD COLUMN host TEXT; PRAGMA user_version = 99')
  newer.close()
  const before = readFileSync(database)
  const workbench = await openWorkbench({ database, home })
  const reason = /newer version of this program \(schema 99.*update the program/
  expect(workbench.readOnlyReason).toMatch(reason)
  expect((await workbench.api.call('system.info', {})).readOnlyReason).toMatch(reason)
  expect(await workbench.api.call('experiments.list', {})).toEqual({ total: 0, experiments: [] })
  await expect(workbench.api.call('experiments.create', { spec: tinySpec })).rejects.toThrow(reason)
  const plan = await workbench.api.call('experiments.plan', { spec: tinySpec, measure: true })
  expect(plan.secondsLeft).toBeGreaterThan(0)
  await workbench.close()
  expect(readFileSync(database).equals(before)).toBe(true)
})

test('a file that is no database is refused with what to do', async () => {
  const home = await newHome()
  const database = join(home, 'notes.txt')
  writeFileSync(database, 'These are notes, and no database of any kind.'.repeat(50))
  await expect(start(home, database).opened).rejects.toThrow(
    /notes\.txt: it is not a database of this program/,
  )
})
