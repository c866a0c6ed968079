import { parseCsv } from '../renderer/charts/parse-csv.ts'
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

test('differences are readable beside one of two pairs, whose interval reaches beyond the axis', async ({
  page,
  workbench,
}) => {
  const [four, two] = await openKnown(
    workbench,
    { name: 'Four pairs' },
    { name: 'Two pairs', batchSizes: [32], seeds: [1, 2] },
  )
  const beyond = 'Some intervals reach beyond the axis.'
  const card = part(page, 'Difference to none')
  const save = async (format: string): Promise<string> => {
    await card.getByRole('button', { name: 'Save figure' }).click()
    const file = await saved(page, () => page.getByRole('menuitem', { name: format }).click())
    return file.content.toString()
  }

  await workbench.open(`/compare?experiment=${four}`)
  await expect(card).toContainText('95 % interval')
  await expect(card).not.toContainText(beyond)
  await workbench.open(`/compare?experiment=${four}&experiment=${two}`)
  await expect(card).toContainText(beyond)
  const svg = await save('SVG')
  expect(svg).toContain(beyond)
  expect(svg).toContain('Held equal: 4 epochs, so the number of steps differs between batch sizes')
  const ticks = [...svg.matchAll(/>([+−]\d+\.\d\d)<\/text>/g)].map(([, tick]) =>
    Number(tick!.replace('−', '-')),
  )
  expect(ticks.length).toBeGreaterThan(1)
  expect(Math.max(...ticks.map(Math.abs))).toBeLessThan(20)
  // The files of numbers have them whole.
  const ends = parseCsv(await save('CSV')).map((row) => Number(row['high (share, 0 to 1)']))
  expect(Math.max(...ends)).toBeGreaterThan(0.5)
})
