import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeResults } from '../../src/host/results-file.ts'
import {
  answerBoxes,
  chooseInMenu,
  runDesktop,
  saidInBoxes,
  startInWindow,
  type RunningDesktop,
} from './running-desktop.ts'

/** Whatever else a machine does beside. */
const PATIENT = { timeout: 90_000 }
/** So long what a test evaluates in a page counts as an act of the user. */
const EVALUATED_MS = 5500
const LOST = 'The connection to the workbench was lost'

// The built app, run under a double of Electron whose Chromium there is for Linux only.
describe.skipIf(process.platform !== 'linux')('the app in its window', { timeout: 180_000 }, () => {
  let desktop: RunningDesktop
  beforeAll(async () => {
    desktop = await runDesktop()
  })
  afterAll(() => desktop.end())

  test('shows the page, under its own scheme and nothing else', async () => {
    const { page, faults, evaluate } = desktop
    const url = await evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.webContents.mainFrame.url,
    )
    expect(url).toMatch(/^app:\/\/workbench\/index\.html/)
    expect(faults).toEqual([])
    const inline = page.evaluate(
      () =>
        new Promise((resolve) => {
          addEventListener('securitypolicyviolation', ({ violatedDirective }) => resolve(violatedDirective))
          document.head.append(Object.assign(document.createElement('script'), { textContent: 'alert(1)' }))
        }),
    )
    expect(await inline).toBe('script-src-elem')
    faults.length = 0
  })

  test('trains an experiment begun in it to the end, each part in a process of its own', async () => {
    const { page, faults, ask, processesOf } = desktop
    await startInWindow(desktop, 4)
    await expect.poll(() => processesOf('trainer').length).toBeGreaterThan(0)
    expect(processesOf('host')).toEqual([(await ask('system.info', {})).pid])
    const done = async () => (await ask('experiments.list', {})).experiments[0]?.runs.done
    await expect.poll(done, PATIENT).toBe(4)
    // With the built kernels, which are found from the bundle.
    const [run] = (await ask('runs.list', {})).runs
    expect((await ask('runs.get', { id: run!.id })).backend).toMatchObject({
      name: 'wasm',
      reason: expect.stringContaining('kernels') as string,
    })
    await page.evaluate(() => location.assign('#/experiments'))
    await page.reload()
    await page.getByText('tiny').first().waitFor()
    expect(faults).toEqual([])
  })

  test('finds its host again when that is lost', async () => {
    const { page, ask, processesOf } = desktop
    const [before] = processesOf('host')
    // In place before the host is killed: a banner that came and went would never be seen.
    await page.evaluate((text) => {
      const seen = new Promise<void>((resolve) => {
        const check = (): void => {
          if (document.body.textContent.includes(text)) resolve()
        }
        new MutationObserver(check).observe(document.body, { childList: true, subtree: true })
      })
      Object.assign(window, { seen })
    }, LOST)
    process.kill(before!, 'SIGKILL')
    await page.evaluate(() => (window as unknown as { seen: Promise<void> }).seen)
    await page.getByText(LOST).waitFor({ state: 'hidden' })
    const [after] = processesOf('host')
    expect(after).not.toBe(before)
    expect((await ask('experiments.list', {})).experiments[0]).toMatchObject({
      name: 'tiny',
      runs: { done: 4 },
    })
    await page.evaluate(() => location.assign('#/settings'))
    await page.evaluate(() => location.assign('#/experiments'))
    await page.getByText('tiny').first().waitFor()
  })

  test('goes where its menu says, backs the database up, and takes results in', async () => {
    const { page, evaluate, database, ask } = desktop
    await chooseInMenu(desktop, 'File', 'New experiment')
    await expect.poll(() => page.url()).toContain('#/new')
    const { id } = (await ask('experiments.list', {})).experiments[0]!
    const record = await ask('experiments.record', { id, series: true })
    // As another machine trained it: this one's own is known.
    await writeResults(`${database}.json`, { ...record, seconds: record.seconds + 1 })
    await evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: `${file}.copy` })
    }, database)
    await answerBoxes(desktop, 'OK')
    await chooseInMenu(desktop, 'File', 'Back up database…')
    await expect.poll(() => saidInBoxes(desktop)).toEqual([`The database is backed up. ${database}.copy`])
    expect(existsSync(`${database}.copy`)).toBe(true)
    // A page may ask for files only on an act of the user, as a choice in the menu is.
    await page.waitForTimeout(EVALUATED_MS)
    const chooser = page.waitForEvent('filechooser')
    await chooseInMenu(desktop, 'File', 'Import results…')
    await (await chooser).setFiles(`${database}.json`)
    await page.getByText('“tiny” imported').first().waitFor()
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await expect.poll(() => page.url()).toContain('#/experiments/')
  })

  test('saves a report as PDF where its user says', async () => {
    const { page, evaluate, database, ask } = desktop
    const { id } = (await ask('experiments.list', {})).experiments[0]!
    await evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: `${file}.pdf` })
    }, database)
    await page.evaluate((hash) => location.assign(hash), `#/experiments/${id}`)
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Report…' }).click()
    await page.getByRole('button', { name: 'Save as PDF' }).click()
    await expect
      .poll(async () => (await saidInBoxes(desktop)).at(-1))
      .toBe(`The report is saved as PDF. ${database}.pdf`)
    const pdf = readFileSync(`${database}.pdf`)
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(pdf.length).toBeGreaterThan(20_000)
    await page.keyboard.press('Escape')
  })

  test('has the system ask where files are to be written', async () => {
    const { page, evaluate, database, ask } = desktop
    await evaluate(({ dialog }, file) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: `${file}.chosen` })
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [`${file}-pytorch`] })
    }, database)
    await page.evaluate(() => location.assign('#/settings'))
    const file = page.getByLabel('Back up the database to')
    await page.getByRole('button', { name: 'Back up the database: choose where' }).click()
    await expect.poll(() => file.inputValue()).toBe(`${database}.chosen`)
    await page.getByRole('button', { name: 'Back up now' }).click()
    await page.getByText('Written:').waitFor()
    expect(existsSync(`${database}.chosen`)).toBe(true)

    const { id } = (await ask('experiments.list', {})).experiments[0]!
    const [run] = (await ask('runs.list', { experimentId: id })).runs
    await page.evaluate((hash) => location.assign(hash), `#/runs/${run!.id}`)
    await page.getByRole('button', { name: 'Export to PyTorch' }).click()
    await page.getByRole('button', { name: 'Export to PyTorch: choose where' }).click()
    await page.getByRole('button', { name: 'Write the folder' }).click()
    await page.getByText(`Written to ${database}-pytorch:`).waitFor()
    expect(existsSync(`${database}-pytorch/replay.py`)).toBe(true)

    const dialogs = await page.evaluate(
      () =>
        new Promise((resolve) => window.shell!.choosePlace({ kind: 'any' as 'folder', title: '' }, resolve)),
    )
    expect(dialogs).toBe(null)
  })

  test('loads its page again when that has ended', async () => {
    const { page, evaluate } = desktop
    await answerBoxes(desktop, 'Load it again')
    await page.evaluate(() => Object.assign(window, { isOld: true }))
    await evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 1 })
    })
    await expect.poll(() => page.evaluate(() => 'isOld' in window).catch(() => true), PATIENT).toBe(false)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect((await saidInBoxes(desktop)).at(-1)).toMatch(/has ended.*nothing that was saved is lost.*oom/)
  })

  test('says that it has another database open than a second start asks for', async () => {
    const { evaluate, database } = desktop
    await answerBoxes(desktop, 'OK')
    const startBeside = (wanted: string) =>
      evaluate(({ app }, file) => void app.emit('second-instance', {}, [], '', { database: file }), wanted)
    await startBeside(database)
    await startBeside('/elsewhere/other.db')
    await expect.poll(async () => (await saidInBoxes(desktop)).at(-1)).toContain('/elsewhere/other.db')
    const about = (await saidInBoxes(desktop)).filter((said) => said.includes('Another database is open'))
    expect(about).toHaveLength(1)
    expect(about[0]).toContain(database)
  })

  test('lets no page out, no window open, and asks for nothing but what it needs', async () => {
    const { page, windows, evaluate } = desktop
    const address = page.url()
    await page.evaluate(() => location.assign('https://elsewhere.example/'))
    await page.evaluate(() => void window.open('https://elsewhere.example/'))
    await page.waitForTimeout(300)
    expect(page.url()).toBe(address)
    expect(windows()).toHaveLength(1)
    const allowed = await evaluate(({ session }) => {
      const { permissions } = session.defaultSession as unknown as {
        permissions: { asked: (...args: unknown[]) => void }
      }
      const answers: string[] = []
      for (const requestingUrl of ['app://workbench/index.html', 'https://elsewhere.example/'])
        for (const name of ['notifications', 'media', 'geolocation', 'clipboard-read'])
          permissions.asked(null, name, (isAllowed: boolean) => isAllowed && answers.push(name), {
            requestingUrl,
          })
      return answers
    })
    expect(allowed).toEqual(['notifications'])
  })

  test('gives no port to another page in its window, nor to its own page in another window', async () => {
    const { page, windows, evaluate } = desktop
    const ports =
      'new Promise((resolve) => { addEventListener("message", ({ ports }) => resolve(ports.length)); setTimeout(resolve, 1000, 0) })'
    await page.route('https://elsewhere.example/**', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<script>got = ${ports}</script>` }),
    )
    await evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.loadURL('https://elsewhere.example/'),
    )
    // The page is seen over a connection of its own, which learns of it a moment later.
    await page.waitForURL('https://elsewhere.example/')
    expect(await page.evaluate('got')).toBe(0)
    await evaluate(async ({ BrowserWindow }) => {
      const [first] = BrowserWindow.getAllWindows()
      await first!.webContents.loadURL('app://workbench/index.html')
      const preload = `${process.argv[1] as string}/out/preload/index.cjs`
      const other = new BrowserWindow({ webPreferences: { preload } })
      await other.webContents.loadURL('app://workbench/index.html?other')
    })
    const other = windows().find((each) => each.url().includes('?other'))!
    expect(await other.evaluate(ports)).toBe(0)
    await other.close()
  })
})
