import Database from 'better-sqlite3'
import { openKnown } from './known-experiments.ts'
import { expect, ON_SERVER, test } from './workbench.ts'

test(
  'a database of a newer version is shown, and nothing is offered that would write to it',
  ON_SERVER,
  async ({ page, workbench }) => {
    // Two seeds are too few for a verdict: more are offered.
    const [id] = await openKnown(workbench, { name: 'Of a newer version', seeds: [1, 2] })
    await workbench.stop()
    const newer = new Database(workbench.database)
    newer.pragma('user_version = 99')
    newer.close()
    await workbench.start()
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true })

    await workbench.open('/experiments')
    await expect(page.getByText('was written by a newer version of this program')).toBeVisible()
    await expect(button('Import results')).toBeDisabled()
    await page.getByRole('grid').getByRole('checkbox', { name: 'Select Of a newer version' }).click()
    await expect(button('Move to trash')).toBeDisabled()
    await page.keyboard.press('F2')
    await page.keyboard.press('Delete')
    await expect(page.getByRole('grid').getByRole('textbox')).toHaveCount(0)

    await workbench.open('/queue')
    await expect(button('Pause the queue')).toBeDisabled()

    await workbench.open('/datasets')
    await expect(button('Import')).toBeDisabled()
    await expect(button(/^Download: /).first()).toBeDisabled()

    await workbench.open(`/compare?experiment=${id!}`)
    await expect(button(/^Train more seeds/)).toBeDisabled()
    await button('Layouts').click()
    await expect(page.getByRole('menuitem', { name: 'Save this layout' })).toBeDisabled()
  },
)
