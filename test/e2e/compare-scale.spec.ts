import { openKnown, part } from './known-experiments.ts'
import { saved } from './saved-file.ts'
import { expect, test } from './workbench.ts'

test('the switch for logarithmic axes is for final losses too, and never for accuracies', async ({
  page,
  workbench,
}) => {
  const [id] = await openKnown(workbench, { name: 'Known' })
  const notesOf = async (metric: string, query: string): Promise<string[]> => {
    await workbench.open(`/compare?experiment=${id}${query}`)
    const title = `Final ${metric} by batch size`
    await part(page, title)
      .getByRole('button', { name: `Save figure: ${title}` })
      .click()
    const svg = await saved(page, () => page.getByRole('menuitem', { name: 'SVG' }).click())
    return svg.content.toString().match(/Logarithmic axis\./g) ?? []
  }
  expect(await notesOf('test loss', '&metric=loss&scale=log')).not.toHaveLength(0)
  expect(await notesOf('test loss', '&metric=loss')).toHaveLength(0)
  expect(await notesOf('test accuracy', '&scale=log')).toHaveLength(0)
})
