import { assignment } from '../../src/domain/presets/assignment.ts'
import type { SpecInput } from '../../src/domain/spec.ts'
import { attachedHost } from '../host/attached-host.ts'
import { WorkbenchProcess } from '../host/workbench-processes.ts'
import { axeViolations } from './axe-violations.ts'
import { expect as quickly, ON_SERVER, test } from './workbench.ts'

/** A machine that trains is slow to answer. */
const expect = quickly.configure({ timeout: 60_000 })

const spec: SpecInput = {
  ...assignment.spec,
  ...{ batchSizes: [64], seeds: [1, 2, 3, 4], budget: { unit: 'epochs', amount: 60 } },
}

test('the queue shows what trains, and is paused, reordered, widened and stopped', async ({
  page,
  workbench,
}) => {
  test.setTimeout(400_000)
  await workbench.open('/queue')
  await expect(page.getByText('Nothing trains and nothing waits')).toBeVisible()
  expect(await axeViolations(page)).toEqual([])

  const { api, close } = await attachedHost(workbench.database)
  await api.call('experiments.create', { spec: { ...spec, name: 'First' } })
  await api.call('experiments.create', { spec: { ...spec, name: 'Second' } })
  await api.call('experiments.create', { spec: { ...spec, name: 'Third' } })
  close()

  const trainers = page.getByRole('list', { name: 'Trainers at work' }).getByRole('listitem')
  await expect(trainers.first()).toContainText('Images a second')
  const order = page.getByRole('region', { name: 'Experiments in their order' }).getByRole('listitem')
  await expect(order).toHaveText([/First/, /Second/, /Third/])

  await page.getByRole('button', { name: 'Move Third to the front' }).click()
  await expect(order).toHaveText([/Third/, /First/, /Second/])
  const down = page.getByRole('button', { name: 'Move Third down' })
  await down.focus()
  await page.keyboard.press('Enter')
  await expect(order).toHaveText([/First/, /Third/, /Second/])
  await expect(down).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(order).toHaveText([/First/, /Second/, /Third/])
  await expect(down).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Move Third to the front' })).toBeFocused()
  await page.getByRole('button', { name: 'Move Second up' }).click()
  await expect(order).toHaveText([/Second/, /First/, /Third/])
  await page.reload()
  await expect(order).toHaveText([/Second/, /First/, /Third/])

  await page.getByRole('button', { name: 'Pause the queue' }).click()
  await expect(page.getByText('The queue is paused.')).toBeVisible()
  // An experiment's page says why nothing begins there.
  await order.filter({ hasText: 'Third' }).getByRole('link').click()
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await expect(page.getByText('Stopped', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Resume', exact: true }).press('Enter')
  const offer = 'The queue is paused: nothing is started until it is resumed.'
  await expect(page.getByText(offer, { exact: true })).toBeVisible()
  const heading = page.getByRole('main').locator('header')
  await expect(heading.getByText('The queue is paused')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeHidden()
  await expect(heading.getByRole('button', { name: 'Resume the queue' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(heading.getByText('The queue is paused')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeFocused()
  await expect(page.getByRole('region', { name: /Notifications/ }).getByRole('listitem')).toHaveCount(0)
  await page.goBack()

  await page.getByRole('button', { name: 'Pause the queue' }).click()
  await expect(page.getByText('The queue is paused.')).toBeVisible()
  await page.getByRole('button', { name: 'Resume the queue' }).first().click()
  await expect(page.getByText('The queue is paused.')).toBeHidden()

  const count = page.getByRole('spinbutton', { name: 'Trainers at once' })
  await count.fill('3')
  await count.press('Enter')
  await expect(trainers).toHaveCount(3)
  expect(await axeViolations(page)).toEqual([])

  await page.getByRole('button', { name: 'Stop all' }).click()
  await expect(page.getByText('Nothing trains and nothing waits')).toBeVisible()
})

test(
  'a page learns that the program which trained was killed',
  ON_SERVER,
  async ({ page, workbench, faults }) => {
    test.setTimeout(400_000)
    await workbench.stop()
    const holder = new WorkbenchProcess(workbench.home, workbench.database)
    await holder.opened
    await holder.call('experiments.create', { spec: { ...spec, name: 'Of another program' } })
    await workbench.start()
    await workbench.open('/queue')
    const trainers = page.getByRole('list', { name: 'Trainers at work' }).getByRole('listitem')
    await expect(trainers.first()).toContainText('Images a second')

    await holder.kill()
    await expect(page.getByText('0 runs in training, 8 to be resumed', { exact: true })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Resume Of another program' })).toBeVisible()
    // The connection was broken so that all is asked anew.
    faults.length = 0
  },
)
