import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test } from 'vitest'
import { RunQuery } from '../../src/contract/host.ts'
import { openStore } from '../../src/host/store/open-store.ts'
import {
  answerBoxes,
  runDesktop,
  saidInBoxes,
  startInWindow,
  writeNotifications,
  type RunningDesktop,
} from './running-desktop.ts'

/** Whatever else a machine does beside. */
const PATIENT = { timeout: 90_000 }
/** Epochs that are not over before the window is closed. */
const LONG_ENOUGH = 5000
const started: RunningDesktop[] = []

async function start(): Promise<RunningDesktop> {
  const desktop = await runDesktop()
  started.push(desktop)
  return desktop
}

/** An app that trains without a window. */
async function trainingInBackground(epochs: number): Promise<RunningDesktop> {
  const desktop = await start()
  await writeNotifications(desktop)
  await startInWindow(desktop, epochs)
  await expect.poll(() => isTraining(desktop), PATIENT).toBe(true)
  await answerBoxes(desktop, 'Keep training in the background')
  await closeWindow(desktop)
  await expect.poll(() => desktop.windows().length).toBe(0)
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

/** Whether every trainer has a run, so that whichever is lost loses one. */
const areAllTraining = async (desktop: RunningDesktop): Promise<boolean> => {
  const { runs } = (await desktop.ask('experiments.list', {})).experiments[0]!
  return runs.running > 0 && runs.running === desktop.processesOf('trainer').length
}

// Its Chromium there is for Linux only.
describe.skipIf(process.platform !== 'linux')('the app', { timeout: 180_000 }, () => {
  test('loses only the runs of a trainer that is lost, asks before it stops training, and stops in order', async () => {
    const desktop = await start()
    await startInWindow(desktop, 4000)
    await expect.poll(() => areAllTraining(desktop), PATIENT).toBe(true)
    const [lost] = desktop.processesOf('trainer')
    process.kill(lost!, 'SIGKILL')
    const attempts = async () => (await desktop.ask('runs.list', {})).runs.map(({ attempt }) => attempt)
    await expect.poll(async () => Math.max(...(await attempts())), PATIENT).toBe(2)
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
    const runs = store.runs.list(RunQuery.parse({}))
    store.close()
    const statuses = runs.runs.map(({ status }) => status)
    // Interrupted in order, not lost: the next host has nothing to set right.
    expect(statuses).toContain('interrupted')
    expect(statuses).not.toContain('running')
  })

  test('trains on without a window where that is wanted, and ends when it is done', async () => {
    const desktop = await trainingInBackground(4000)
    expect(await isTraining(desktop)).toBe(true)
    const [experiment] = (await desktop.ask('experiments.list', {})).experiments
    await desktop.ask('experiments.stop', { id: experiment!.id })
    expect(await desktop.ended).toBe(0)
  })

  test('tells what has ended without a window, and ends', async () => {
    const desktop = await trainingInBackground(LONG_ENOUGH)
    expect(await desktop.ended).toBe(0)
    expect(desktop.output()).toBe('Notified: “tiny” has finished. Its results are ready.\n')
  })

  test('whose host is lost while it trains without a window tells it, and ends', async () => {
    const desktop = await trainingInBackground(4000)
    process.kill(desktop.processesOf('host')[0]!, 'SIGKILL')
    expect(await desktop.ended).toBe(0)
    expect(desktop.output()).toMatch(/^Notified: Training was interrupted\. Open .* to resume the runs/)
  })

  test('says why a database can’t be opened, and opens another', async () => {
    const desktop = await start()
    const { page, database, evaluate, processesOf } = desktop
    await answerBoxes(desktop, 'Open another database…')
    await evaluate(({ dialog }, file = '') => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file })
    }, `${database}.other`)
    await expect.poll(() => existsSync(`${database}-shm`), PATIENT).toBe(true)
    // The log could make it whole again.
    for (const part of ['-wal', '-shm']) rmSync(`${database}${part}`)
    writeFileSync(database, 'This is no database.'.repeat(1000))
    process.kill(processesOf('host')[0]!, 'SIGKILL')
    await expect
      .poll(() => saidInBoxes(desktop), PATIENT)
      .toEqual([expect.stringMatching(/^The database can’t be opened\. .*workbench\.db/)])
    await expect.poll(() => existsSync(`${database}.other`), PATIENT).toBe(true)
    await page.getByText('The connection to the workbench was lost').waitFor({ state: 'hidden' })
    expect(desktop.output()).toBe('')
  })
})
