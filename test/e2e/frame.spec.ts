import { expect, test } from './workbench.ts'

test('the page opens with its sections, and nothing is reported or fetched from elsewhere', async ({
  page,
  workbench,
}) => {
  await workbench.open()
  await expect(page.getByRole('navigation', { name: 'Main' }).getByRole('link')).toHaveText([
    'Experiments',
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
