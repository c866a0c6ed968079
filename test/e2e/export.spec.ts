import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { attachedHost } from '../host/attached-host.ts'
import { runHost } from '../host/running-host.ts'
import { axeViolations } from './axe-violations.ts'
import { smallAssignment, train } from './trained-experiment.ts'
import { expect as quickly, test } from './workbench.ts'

/** A machine that trains is slow to answer. */
const expect = quickly.configure({ timeout: 60_000 })

const spec = smallAssignment({
  ...{ name: 'To be kept', batchSizes: [64], seeds: [1, 2], budget: { unit: 'epochs', amount: 1 } },
})

/** Opens a dialog from the experiment's menu by keyboard. */
async function openFromMenu(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).press('Enter')
  await page.getByRole('menuitem', { name: item }).press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
}

test('an experiment leaves as a report and as a bundle, which another database takes in and continues from', async ({
  page,
  workbench,
}) => {
  test.setTimeout(400_000)
  await workbench.open()
  const { id } = await train(workbench, spec, 200_000)
  const { api, close } = await attachedHost(workbench.database)
  await workbench.open(`/experiments/${id}`)

  await openFromMenu(page, 'Report…')
  await page.getByRole('checkbox', { name: 'Environment' }).uncheck()
  expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([])
  const reported = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Make the report' }).press('Enter')
  const report = await reported
  expect(report.suggestedFilename()).toBe('to-be-kept.html')
  const html = await readFile(await report.path(), 'utf8')
  expect(html).toContain('How this was made')
  expect(html).not.toContain('id="environment"')
  expect(await api.call('reports.check', { html })).toMatchObject({ holds: true })
  await page.keyboard.press('Escape')

  await openFromMenu(page, 'Export…')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'More actions' })).toBeFocused()
  await openFromMenu(page, 'Export…')
  await page.getByRole('checkbox', { name: 'With checkpoints' }).check()
  expect(await axeViolations(page, { within: '[role=dialog]' })).toEqual([])
  const exported = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export', exact: true }).press('Enter')
  const bundle = await exported
  expect(bundle.suggestedFilename()).toBe('to-be-kept.bnw')
  const file = await bundle.path()
  close()

  const home = await mkdtemp(join(tmpdir(), 'bnw-other-'))
  const other = runHost(home)
  try {
    const taken = await other.call('experiments.importBundle', { bundle: file })
    expect(taken).toMatchObject({ isNew: true, experiment: { id, name: 'To be kept', status: 'finished' } })
    expect(await other.call('reports.check', { html })).toMatchObject({ holds: true })
    const [run] = (await other.call('runs.list', { experimentId: id })).runs
    const made = await other.call('runs.continueFrom', { id: run!.id, epochs: 1 })
    expect(made.name).toBe('To be kept, continued')
  } finally {
    await other.close()
    await rm(home, { recursive: true, force: true })
  }

  // Back where it was made it is no second one.
  await page.keyboard.press('Escape')
  await workbench.open('/experiments')
  const chosen = page.waitForEvent('filechooser')
  await page
    .getByRole('button', { name: /Import/ })
    .first()
    .click()
  await (await chosen).setFiles({ name: 'to-be-kept.bnw', mimeType: '', buffer: await readFile(file) })
  await expect(page.getByText('“To be kept” is here already').first()).toBeVisible()
})
