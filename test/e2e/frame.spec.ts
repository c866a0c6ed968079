import { pathToFileURL } from 'node:url'
import { writeLeadingPage } from '../../src/server/open-browser.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

test('the page opens with its sections, and nothing is reported or fetched from elsewhere', async ({
  page,
  workbench,
}) => {
  await workbench.open()
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText([
    'Experiments',
    'Compare',
    'New',
    'Queue',
    'Data sets',
    'Learn',
    'Settings',
  ])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    /What does batch normalization do to training/,
  )
})

test(
  'the browser that the server opens arrives at the workbench, with no key in its address',
  ON_SERVER,
  async ({ page, home, workbench }) => {
    await page.goto(pathToFileURL(await writeLeadingPage(home, workbench.link())).href)
    await page.getByRole('heading', { level: 1 }).waitFor()
    expect(page.url()).not.toContain('token')
  },
)
