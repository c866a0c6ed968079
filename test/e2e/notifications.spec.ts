import { create, smallAssignment } from './trained-experiment.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

type Told = { title: string; body: string; notification: { onclick: (() => void) | null } }

const short = smallAssignment({
  ...{ name: 'Short', batchSizes: [64], seeds: [1], budget: { unit: 'steps', amount: 60 } },
})

test(
  'a page that is not looked at tells the end by the system, once that is allowed, and leads to the results',
  ON_SERVER,
  async ({ page, workbench }) => {
    // A headless browser has neither notifications nor a page that is hidden: these stand in for the browser's.
    await page.addInitScript(() => {
      const told: Told[] = []
      class StandIn implements Pick<Notification, 'onclick'> {
        static permission: NotificationPermission = 'default'
        static requestPermission(): Promise<NotificationPermission> {
          StandIn.permission = 'granted'
          return Promise.resolve(StandIn.permission)
        }
        onclick = null
        constructor(title: string, { body = '' }: NotificationOptions = {}) {
          told.push({ title, body, notification: this })
        }
      }
      Object.assign(window, { Notification: StandIn, told })
    })
    const told = () =>
      page.evaluate(() => (window as unknown as { told: Told[] }).told.map(({ title }) => title))

    await workbench.open('/settings')
    await page.getByRole('button', { name: 'Allow notifications' }).click()
    await expect(page.getByText('On: the system shows a notification')).toBeVisible()

    await create(workbench, short)
    const finished = page.getByText('“Short” has finished.', { exact: true })
    await expect(finished).toBeVisible({ timeout: 60_000 })
    expect(await told(), 'a page that is looked at tells it itself').toEqual([])

    await page.evaluate(() => Object.defineProperty(document, 'hidden', { get: () => true }))
    await create(workbench, { ...short, name: 'Unseen' })
    await expect.poll(told, { timeout: 60_000 }).toEqual(['“Unseen” has finished.'])
    await page.evaluate(() => (window as unknown as { told: Told[] }).told[0]!.notification.onclick!())
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Unseen')
    await expect(page.getByRole('tab', { name: 'Results' })).toHaveAttribute('aria-selected', 'true')
  },
)

test('a name as long as it may be stays within the box that tells its end', async ({ page, workbench }) => {
  await workbench.open('/settings')
  const name = 'W'.repeat(200)
  await create(workbench, { ...short, name })
  const told = page.getByText(`“${name}” has finished.`, { exact: true })
  await expect(told).toBeVisible({ timeout: 60_000 })
  expect(await told.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true)
})
