import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { barsHome } from './bars-home.ts'
import { WorkbenchProcess } from './workbench-processes.ts'

const processes: WorkbenchProcess[] = []
let home: string
afterEach(async () => {
  await Promise.all(processes.splice(0).map((one) => one.kill()))
  rmSync(home, { recursive: true, force: true })
})

async function start(role: 'holder' | 'attached'): Promise<WorkbenchProcess> {
  const started = new WorkbenchProcess(home)
  processes.push(started)
  expect(await started.opened).toBe(role)
  return started
}

const sockets = (): string[] => readdirSync(home).filter((name) => name.endsWith('.sock'))
const patience = { timeout: 20_000 }

test('who is attached to a frozen holder does not wait for it', { timeout: 60_000 }, async () => {
  home = await barsHome()
  const first = await start('holder')
  const second = await start('attached')
  await first.kill('SIGSTOP')
  const waiting = second.call('queue.state', {})
  await expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
  await expect.poll(() => second.roles.at(-1), patience).toBe('holder')
  expect((await second.call('system.info', {})).pid).toBe(second.child.pid)
})

test('all follow the new holder when the frozen one wakes', { timeout: 60_000 }, async () => {
  home = await barsHome()
  const first = await start('holder')
  const attached = await start('attached')
  await first.kill('SIGSTOP')
  // Also the one that is attached is frozen: it does not see who takes over.
  await attached.kill('SIGSTOP')
  const next = await start('holder')
  await attached.kill('SIGCONT')
  await first.kill('SIGCONT')
  const pidOf = async (one: WorkbenchProcess): Promise<unknown> =>
    await one.call('system.info', {}).then(
      ({ pid }) => pid,
      () => null,
    )
  await expect.poll(() => pidOf(attached), patience).toBe(next.child.pid)
  await expect.poll(() => pidOf(first), patience).toBe(next.child.pid)
  await attached.call('queue.pause', {})
  expect((await next.call('queue.state', {})).isPaused).toBe(true)
  expect(sockets()).toHaveLength(1)
})

test('who takes over from a killed holder clears its socket away', { timeout: 60_000 }, async () => {
  home = await barsHome()
  await (await start('holder')).kill()
  expect(sockets()).toHaveLength(1)
  const next = await start('holder')
  expect(sockets()).toHaveLength(1)
  await next.close()
  expect(sockets()).toEqual([])
})

test('what could not be opened again is tried again with the next call', { timeout: 60_000 }, async () => {
  home = await barsHome()
  const database = join(home, 'workbench.db')
  const first = await start('holder')
  const second = await start('attached')
  await second.kill('SIGSTOP')
  await first.kill()
  for (const end of ['', '-wal', '-shm']) renameSync(`${database}${end}`, `${database}${end}.away`)
  writeFileSync(database, 'no database of any kind'.repeat(100))
  await second.kill('SIGCONT')
  await expect
    .poll(() => second.call('queue.state', {}).catch((error: unknown) => String(error)), patience)
    .toMatch(/not a database/)
  for (const end of ['', '-wal', '-shm']) renameSync(`${database}${end}.away`, `${database}${end}`)
  await expect
    .poll(() => second.call('system.info', {}).then(({ pid }) => pid, String), patience)
    .toBe(second.child.pid)
})
