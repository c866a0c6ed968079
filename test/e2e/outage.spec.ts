import { openKnown, part, points } from './known-experiments.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

test(
  'what is asked for while the server is gone is refused, not done later; a view that was wanted opens when it is back',
  ON_SERVER,
  async ({ page, workbench, faults, context }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await workbench.open(`/experiments/${id!}`)
    const port = Number(new URL(page.url()).port)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Known')
    await workbench.stop()
    await expect(page.getByText('The connection to the workbench was lost.')).toBeVisible()

    await page.getByRole('button', { name: 'Known', exact: true }).click()
    await page.getByRole('textbox', { name: 'Name of the experiment' }).fill('Later')
    await page.keyboard.press('Enter')
    await expect(page.getByText('nothing was done', { exact: false }).first()).toBeVisible()

    await page.getByRole('link', { name: 'Learn' }).click()
    await expect(page.getByText('Learn could not be opened.', { exact: true })).toBeVisible()

    await workbench.start(port)
    // Its new link is opened in another tab, which shares the cookie.
    const other = await context.newPage()
    await other.goto(workbench.link())
    await other.close()
    await expect(page).toHaveURL(/#\/learn$/, { timeout: 20_000 })
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Learn')
    await page.evaluate((address) => location.assign(address), `#/experiments/${id!}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Known')
    // What the browser said of scripts and sockets of a server that was gone.
    faults.length = 0
  },
)

test(
  'the wheel scrolls the page over a chart, and zooms it with Ctrl',
  ON_SERVER,
  async ({ page, workbench }) => {
    const [id] = await openKnown(workbench, { name: 'Known' })
    await workbench.open(`/experiments/${id!}`)
    await expect(points(page, 'Training loss')).not.toHaveAttribute('data-points', '0')
    await part(page, 'Training loss').getByRole('img').first().hover()
    const scrolled = () => page.locator('#main').evaluate(({ scrollTop }) => scrollTop)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -200)
    await page.keyboard.up('Control')
    const from = page
      .getByRole('group', { name: 'Shown part of the horizontal axis' })
      .getByRole('slider')
      .first()
    await expect(from).not.toHaveAttribute('aria-valuenow', '0')
    expect(await scrolled()).toBe(0)
    await page.mouse.wheel(0, 200)
    await expect.poll(scrolled).toBeGreaterThan(0)
  },
)
