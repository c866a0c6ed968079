import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { openStore } from '../../src/host/store/open-store.ts'
import {
  answerBoxes,
  runDesktop,
  saidInBoxes,
  startInWindow,
  type RunningDesktop,
} from './running-desktop.ts'

const started: RunningDesktop[] = []

async function start(...args: Parameters<typeof runDesktop>): Promise<RunningDesktop> {
  const desktop = await runDesktop(...args)
  started.push(desktop)
  return desktop
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((desktop) => desktop.end()))
})

const closeWindow = ({ evaluate }: RunningDesktop): Promise<void> =>
  evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())

const isTraining = async ({ ask }: RunningDesktop): Promise<boolean> => {
  const { runs } = (await ask('experiments.list', {})).experiments[0]!
  return runs.running > 0
}

// Its Chromium there is for Linux only.
describe.skipIf(process.platform !== 'linux')('the app', () => {
  test('loses only the runs of a trainer that is lost, asks before it stops training, and stops in order', async () => {
    const desktop = await start()
    await startInWindow(desktop, 4000)
    await expect.poll(() => isTraining(desktop)).toBe(true)
    const [lost] = desktop.processesOf('trainer')
    process.kill(lost!, 'SIGKILL')
    const attempts = async () => (await desktop.ask('runs.list', {})).runs.map(({ attempt }) => attempt)
    await expect.poll(async () => Math.max(...(await attempts()))).toBe(2)
    expect((await attempts()).filter((attempt) => attempt > 1)).toHaveLength(1)

    await answerBoxes(desktop, 'Cancel')
    await closeWindow(desktop)
    await expect
      .poll(() => saidInBoxes(desktop))
      .toEqual([expect.stringMatching(/^Training is not finished\. \d+ runs? in training/)])
    expect(await isTraining(desktop)).toBe(true)

    await answerBoxes(desktop, 'Stop and quit')
    await closeWindow(desktop)
    expect(await desktop.ended).toBe(0)
    const store = openStore(desktop.database)
    const { experiments } = store.experiments.list({
      search: '',
      trashed: false,
      sort: 'created',
      descending: true,
      offset: 0,
      limit: 1,
    })
    const { runs } = experiments[0]!
    store.close()
    // Interrupted in order, not lost: the next host has nothing to set right.
    expect(runs.interrupted).toBeGreaterThan(0)
    expect(runs.running).toBe(0)
  })

  test('trains on without a window where that is wanted, and ends when it is done', async () => {
    const desktop = await start()
    await startInWindow(desktop, 100)
    await expect.poll(() => isTraining(desktop)).toBe(true)
    await answerBoxes(desktop, 'Keep training in the background')
    await closeWindow(desktop)
    await expect.poll(() => desktop.windows().length).toBe(0)
    expect(await isTraining(desktop)).toBe(true)
    expect(await desktop.ended).toBe(0)
  })

  test('says why a database can’t be opened, and opens another', async () => {
    const desktop = await start()
    await desktop.page.getByRole('heading', { level: 1 }).waitFor()
    const bad = join(desktop.database, '..', 'bad.db')
    writeFileSync(bad, 'This is no database.'.repeat(500))
    const [before] = desktop.processesOf('host')
    process.kill(before!, 'SIGKILL')
    await answerBoxes(desktop, 'Quit')
    expect(await desktop.ended).toBe(0)
  })
})
