import { expect, test } from 'vitest'
import { differenceFigure } from '../../../src/host/report/difference-figure.ts'
import { evaluationCurveFigure } from '../../../src/host/report/evaluation-curve-figure.ts'
import { finalFigure } from '../../../src/host/report/final-figure.ts'
import { gradientFigure } from '../../../src/host/report/gradient-figure.ts'
import { lossFigure } from '../../../src/host/report/loss-figure.ts'
import { reportContext } from '../../../src/host/report/report-context.ts'
import { rowsOf, subjectOf, svgOf, trainedRecord, withHigherRate } from './page.ts'

const context = (...record: Parameters<typeof trainedRecord>) =>
  reportContext(subjectOf(trainedRecord(...record)))
test('losses have a panel a batch size, a line and a band an arm, and say how they were thinned', () => {
  const figure = lossFigure(context(['none', 'batch'], [16, 64], [1, 2, 3]))!
  expect(figure.panels.map(({ title }) => title)).toEqual(['Batch size 16', 'Batch size 64'])
  for (const { svg } of figure.panels) {
    expect(svg.text.match(/<polygon/g)).toHaveLength(2)
    expect(svg.text.match(/<path[^>]*stroke="var\(--arm-none\)"[^>]*stroke-dasharray="5,3"/g)).toHaveLength(1)
    expect(svg.text.match(/<path[^>]*stroke="var\(--arm-batch\)"/g)).toHaveLength(1)
  }
  expect(figure.note).toMatch(
    /each point is the mean loss of 1\/20 of an epoch, about so many steps: 2 at batch 16/,
  )
})

test('a diverged run is drawn with its end marked, in every chart that has a place for it', () => {
  const record = context(['none', 'batch'], [16], [1, 2, 3], (arm, _, seed) => {
    const loss = Float32Array.of(...Array.from({ length: 50 }, () => 2), 1e6, NaN)
    const series = { loss, accuracy: loss, gradientNorm: loss, seconds: loss }
    return arm === 'none' && seed === 2 ? { outcome: 'diverged', accuracy: 0.1, series } : {}
  })
  const [losses, accuracies] = [lossFigure(record)!, finalFigure(record)!]
  for (const figure of [losses, accuracies]) {
    expect(figure.legend.map(({ text }) => text).join()).toMatch(/×/)
    expect(
      svgOf(figure).match(/<path[^>]*stroke="var\(--arm-none\)" stroke-width="2"/g)!.length,
    ).toBeGreaterThanOrEqual(2)
  }
  expect(losses.table.text).toMatch(/none, seed 2 \(diverged\)/)
  expect(losses.note).toMatch(/drawn singly and are in no mean. Losses above \d+ nats are beyond the axis/)
  expect(accuracies.table.text).toMatch(/<td class="n">2<\/td><td class="n">10.00<\/td><td>diverged/)
})

test('evaluations are drawn of the images that were evaluated, in percent or nats, and a great loss leaves the axis', () => {
  const record = context(['none', 'batch'], [16], [1, 2, 3], (arm, _, seed) => {
    const isDiverged = arm === 'none' && seed === 2
    const evaluations = [1, 2].map((epoch) => {
      const train = { loss: isDiverged ? 1e6 : 1 / epoch, accuracy: 0.25 * epoch }
      return { step: 40 * epoch, epoch, test: { loss: 1, accuracy: 0.5 }, train, validation: null }
    })
    return { evaluations, ...(isDiverged && { outcome: 'diverged' as const }) }
  })
  const [loss, accuracy] = (['loss', 'accuracy'] as const).map((score) =>
    evaluationCurveFigure(record, 'train', score)!,
  )
  expect(rowsOf(loss!).slice(0, 2)).toEqual(['16 none 1 2 1.0000 – –', '16 none 2 2 0.5000 – –'])
  expect(loss!.note).toMatch(/part of the training images.*Losses above \d+ nats are beyond the axis/)
  expect(rowsOf(accuracy!)).toContain('16 none, seed 2 (diverged) 2 1 50.00 – –')
  expect(svgOf(accuracy!)).toMatch(/Training accuracy, %/)
  const untested = context(['none', 'batch'], [16], [1])
  expect(evaluationCurveFigure(untested, 'train', 'loss')).toBeNull()
  expect(evaluationCurveFigure(untested, 'test', 'loss')!.title).toBe('Test loss against epoch')
})

test('one seed has no bars and no bands', () => {
  const record = context(['none', 'batch'], [16], [1])
  expect(svgOf(lossFigure(record)!)).not.toMatch(/<polygon/)
  expect(lossFigure(record)!.note).toMatch(/too few for an interval/)
})

test('differences have a zero line and a wide and a narrow bar a comparison', () => {
  const svg = svgOf(differenceFigure(context(['none', 'batch'], [16, 64], [1, 2, 3]))!)
  expect(svg.match(/stroke="var\(--ink\)"/g)).toHaveLength(1)
  expect(svg.match(/stroke="var\(--arm-batch\)" stroke-width="3.6"/g)).toHaveLength(2)
  expect(svg.match(/stroke="var\(--arm-batch\)" stroke-width="1.4"/g)).toHaveLength(2)
})

test('several learning rates have a panel each', () => {
  const figure = finalFigure(
    reportContext(subjectOf(withHigherRate(trainedRecord(['none', 'batch'], [16], [1])))),
  )!
  expect(figure.panels.map(({ title }) => title)).toEqual(['Learning rate 0.05', 'Learning rate 0.5'])
})

test('the colours of the drawing are variables of the page, and its ids its own', () => {
  const svg = svgOf(lossFigure(context(['none', 'batch'], [16, 64], [1, 2, 3]))!)
  expect(svg).not.toMatch(/(?:fill|stroke)="#(?!000)|zr\d|ecmeta|<style/)
  const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(0)
  expect(new Set(ids).size).toBe(ids.length)
})

test('gradient norms are thinned like losses, and one that explodes leaves the axis to the others', () => {
  const record = context(['none', 'batch'], [16], [1, 2, 3], (arm, _, seed) => {
    const gradientNorm = Float32Array.from({ length: 120 }, (_step, step) =>
      arm === 'none' && seed === 2 ? 10 ** Math.min(30, step) : 2 + seed / 100,
    )
    const series = { loss: gradientNorm, accuracy: gradientNorm, gradientNorm, seconds: gradientNorm }
    return arm === 'none' && seed === 2 ? { outcome: 'diverged', series } : { series }
  })
  const figure = gradientFigure(record)!
  expect(figure.title).toBe('Gradient norm against epoch')
  expect(figure.label).toMatch(/Batch size 16: none 2\.02, batch 2\.02/)
  expect(figure.note).toMatch(/the mean norm of 1\/20 of an epoch.*Norms above \d\d? are beyond the axis/)
  expect(rowsOf(figure)).toContainEqual(expect.stringMatching(/^16 none, seed 2 \(diverged\) .* 1\.000e30/))
})
