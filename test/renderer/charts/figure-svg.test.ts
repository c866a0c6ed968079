import { expect, test } from 'vitest'
import { ARM_COLORS } from '../../../src/domain/arm-colors.ts'
import { curveFigure } from '../../../src/renderer/src/charts/curve-figure.ts'
import { figureLayout } from '../../../src/renderer/src/charts/figure-layout.ts'
import { USUAL_STYLE, type FigureStyle } from '../../../src/renderer/src/charts/figure-style.ts'
import { figureSvg } from '../../../src/renderer/src/charts/figure-svg.ts'
import { cut, measureText, wrapped, xmlText } from '../../../src/renderer/src/charts/figure-text.ts'
import type { Figure } from '../../../src/renderer/src/charts/figure.ts'
import { drawnPanels, lossLook } from './drawn-panels.ts'

const STAMP = { version: '1.2.3', date: new Date('2026-11-28T12:00:00Z') }
const colorOf = (variable: string): string =>
  (({ ...ARM_COLORS.light }) as Record<string, string>)[variable.slice(2)] ?? '#123456'

function lossFigure(batchSizes: readonly number[], smoothing = 0): Figure {
  const losses = Array.from({ length: 40 }, (_, step) => 2 / (1 + step))
  const drawn = drawnPanels(
    batchSizes.map((batchSize) => ({
      batchSize,
      runs: [
        { arm: 'without BN', status: 'done', losses },
        { arm: 'with BN', status: 'done', losses: losses.map((loss) => loss / 2) },
      ],
    })),
    { zoom: { start: 0, end: 100 }, columns: 100, smoothing },
  )
  return curveFigure(drawn, {
    ...{ ...lossLook({ smoothing }), note: '', across: batchSizes.length },
    ...{ source: [{ id: 'exp1', name: 'Does BN help & when?' }], panel: { width: 240, height: 200 } },
  })
}

function svgOf(figure: Figure, changes: Partial<FigureStyle> = {}): string {
  const style = { ...USUAL_STYLE, ...changes }
  return figureSvg(figure, figureLayout(figure, style, STAMP, measureText), style, STAMP, colorOf)
}

test('a row of panels is one SVG of plain attributes, in colours that any program knows', () => {
  const svg = svgOf(lossFigure([16, 64, 256]))
  expect(svg.match(/<svg/g)).toHaveLength(1)
  expect(svg).not.toMatch(/var\(|<style|style=|class=|NaN|undefined/)
  expect(svg.match(/stroke="#1265b8" stroke-width="2.25"/g)!.length).toBe(4)
  const clips = [...svg.matchAll(/<clipPath id="([^"]+)"/g)].map(([, id]) => id)
  expect(new Set(clips).size).toBe(clips.length)
  for (const [, id] of svg.matchAll(/url\(#([^)]+)\)/g)) expect(clips).toContain(id)
})

test('what a figure is stands in its title, description and metadata, printed or not', () => {
  for (const hasCaption of [true, false]) {
    const svg = svgOf(lossFigure([16]), { hasCaption })
    expect(svg).toContain('<title>Training loss</title>')
    expect(svg).toMatch(/<desc>Training loss against epochs, batch size 16\.[^<]*N = 1 seed for each mean\./)
    expect(svg).toContain('“Does BN help &amp; when?” (exp1)')
    expect(svg).toContain('<dc:source>experiment exp1, run run-16-0, run run-16-1</dc:source>')
    expect(svg).toContain('<dc:date>2026-11-28T12:00:00.000Z</dc:date>')
    expect(svg.includes('>BatchNorm Workbench 1.2.3, 2026-11-28.</text>')).toBe(hasCaption)
  }
})

test('that its means are smoothed stands on every panel, also without the caption and on any page', () => {
  const written = /<text[^>]*>means smoothed over 5 %<\/text>/g
  for (const kind of ['screen', 'paper', 'slide'] as const) {
    const smoothed = svgOf(lossFigure([16, 64], 0.05), { kind, hasCaption: false })
    expect(smoothed.match(written)).toHaveLength(2)
    expect(svgOf(lossFigure([16, 64]), { kind, hasCaption: false })).not.toMatch(/smoothed/)
  }
})

test('paper has its size in millimetres, its text in points, no ground, and lines that survive print', () => {
  const figure = lossFigure([16, 64])
  const svg = svgOf(figure, { kind: 'paper', widthMm: 178, heightMm: 100, fontPt: 8 })
  expect(svg).toMatch(/^<svg [^>]*width="178mm" height="100mm"/)
  expect(svg).not.toMatch(/<rect[^>]*fill="#/)
  // An axis label is 11 units large: 8 points of a page that is 178 mm wide.
  const units = Number(/viewBox="0 0 ([\d.]+)/.exec(svg)![1])
  expect((11 / units) * 178).toBeCloseTo((8 / 72) * 25.4, 3)
  const opacities = [...svg.matchAll(/stroke-opacity="([\d.]+)"/g)].map(([, opacity]) => Number(opacity))
  expect(Math.min(...opacities)).toBeGreaterThanOrEqual(0.5)
  const slide = svgOf(figure, { kind: 'slide' })
  expect(slide).toMatch(/^<svg [^>]*width="1280" height="720"/)
  expect(slide).toMatch(/<rect[^>]*fill="#123456"/)
})

test('panels stand within the page and never over each other, the legend or the caption', () => {
  for (const count of [1, 2, 3, 5, 8]) {
    const figure = lossFigure(Array.from({ length: count }, (_, index) => 16 + index))
    for (const kind of ['screen', 'paper', 'slide'] as const) {
      const layout = figureLayout(figure, { ...USUAL_STYLE, kind }, STAMP, measureText)
      for (const [index, { x, y, width, height }] of layout.panels.entries()) {
        expect(x).toBeGreaterThanOrEqual(0)
        expect(x + width).toBeLessThanOrEqual(layout.width)
        expect(y).toBeGreaterThan(layout.legend.at(-1)!.y)
        expect(y + height).toBeLessThan(layout.caption.y)
        const isFree = layout.panels.every(
          (other, at) =>
            at === index ||
            other.x >= x + width ||
            other.x + other.width <= x ||
            other.y >= y + height ||
            other.y + other.height <= y,
        )
        expect(isFree, `${count} panels, ${kind}`).toBe(true)
      }
    }
  }
  const tiny = figureLayout(
    lossFigure([1, 2, 3]),
    { ...USUAL_STYLE, kind: 'paper', widthMm: 50, heightMm: 30 },
    STAMP,
    measureText,
  )
  expect(tiny.isRoomy).toBe(false)
})

test('a panel’s title is cut where it would reach over the next', () => {
  const figure = lossFigure(Array.from({ length: 12 }, (_, index) => 16 + index))
  const long = {
    ...figure,
    panels: figure.panels.map((panel) => ({ ...panel, title: `${panel.title}, learning rate 0.05` })),
  }
  for (const side of [90, 120]) {
    const style = { ...USUAL_STYLE, kind: 'paper' as const, widthMm: side, heightMm: side }
    const { panels } = figureLayout(long, style, STAMP, measureText)
    const written = [...svgOf(long, style).matchAll(/<text x="([\d.]+)"[^>]*>([^<]*…)<\/text>/g)]
    expect(written).toHaveLength(12)
    for (const [index, [, x, title]] of written.entries()) {
      const { x: left, width } = panels[index]!
      expect(Number(x) + measureText(title!, 12)).toBeLessThanOrEqual(left + width + 0.01)
    }
  }
  const whole = figureLayout(long, USUAL_STYLE, STAMP, () => 1)
  expect(whole.panels.map(({ title }) => title)).toEqual(long.panels.map(({ title }) => title))
})

test('a text is cut to what fits', () => {
  const measure = (text: string): number => text.length
  expect(cut('one two', 7, 1, measure)).toBe('one two')
  expect(cut('one two', 5, 1, measure)).toBe('one…')
  expect(cut('one two', 1, 1, measure)).toBe('…')
  expect(cut('one two', 0, 1, measure)).toBe('')
})

test('long texts are broken into lines that fit, and XML stays whole', () => {
  const measure = (text: string): number => text.length
  expect(wrapped('one two three', 7, 1, measure)).toEqual(['one two', 'three'])
  expect(wrapped('abcdefghij', 4, 1, measure)).toEqual(['abcd', 'efgh', 'ij'])
  expect(wrapped('', 4, 1, measure)).toEqual([])
  expect(xmlText('a\u0000<b> & "c" 😀 \ud800')).toBe('a&lt;b&gt; &amp; &quot;c&quot; 😀 ')
})
