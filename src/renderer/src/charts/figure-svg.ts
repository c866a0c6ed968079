import { SHAPES } from '../../../domain/arm-look.ts'
import { captionLines, programName } from './figure-caption.ts'
import type { EChartsOption } from './echarts.ts'
import type { ColorOf } from './figure-colors.ts'
import { LINE_HEIGHTS, MARGIN, SIZES, SWATCH, TITLE_INSET, type FigureLayout } from './figure-layout.ts'
import { panelSvg } from './figure-panel-svg.ts'
import { printedOption } from './figure-print.ts'
import type { FigureStyle } from './figure-style.ts'
import { FIGURE_FONT, xmlText } from './figure-text.ts'
import type { Figure, FigureLegendItem, FigureStamp } from './figure.ts'
import { withColors } from './style-colors.ts'

/** A figure as one SVG file: panels, legend and caption, with what it is in its title, description and metadata. */
export function figureSvg(
  figure: Figure,
  layout: FigureLayout,
  style: FigureStyle,
  stamp: FigureStamp,
  colorOf: ColorOf,
): string {
  const { width, height, outer } = layout
  const optionOf = (option: EChartsOption): EChartsOption =>
    withColors(style.kind === 'screen' ? option : printedOption(option), colorOf)
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${outer.width}" height="${outer.height}" viewBox="0 0 ${short(width)} ${short(height)}" font-family="${FIGURE_FONT}">`,
    metadata(figure, stamp),
    style.kind === 'paper'
      ? ''
      : `<rect width="${short(width)}" height="${short(height)}" fill="var(--ui-bg)"/>`,
    ...lines(
      layout.title,
      LINE_HEIGHTS.title,
      `font-size="${SIZES.title}" font-weight="bold" fill="var(--ui-text-highlighted)"`,
    ),
    ...layout.legend.map(legendItem),
    ...figure.panels.map((_, index) => panel(figure, layout, index, optionOf)),
    ...lines(
      layout.caption,
      LINE_HEIGHTS.caption,
      `font-size="${SIZES.caption}" fill="var(--ui-text-muted)"`,
    ),
    '</svg>\n',
  ]
  return withColors(svg.filter((part) => part !== '').join('\n'), colorOf)
}

function panel(
  { panels }: Figure,
  { panels: boxes }: FigureLayout,
  index: number,
  optionOf: (option: EChartsOption) => EChartsOption,
): string {
  const { option } = panels[index]!
  const { x, y, width, height, title } = boxes[index]!
  return [
    ...(title === ''
      ? []
      : [
          text(
            x + TITLE_INSET,
            y - 4,
            title,
            `font-size="${SIZES.panelTitle}" fill="var(--ui-text-highlighted)"`,
          ),
        ]),
    `<g transform="translate(${short(x)} ${short(y)})">`,
    panelSvg(optionOf(option), { width, height }, `p${index + 1}`).trim(),
    '</g>',
  ].join('\n')
}

function legendItem({ x, y, item }: { x: number; y: number; item: FigureLegendItem }): string {
  const { color, dash, shape } = item.look
  const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(',')}"`
  return [
    `<path d="M${short(x)} ${short(y)}H${short(x + SWATCH)}" fill="none" stroke="${color}" stroke-width="2.25"${dashes}/>`,
    `<path d="${SHAPES[shape]}" fill="${color}" transform="translate(${short(x + SWATCH / 2)} ${short(y)}) scale(3.4)"/>`,
    text(x + SWATCH + 6, y + 4, item.label, `font-size="${SIZES.legend}" fill="var(--ui-text)"`),
  ].join('\n')
}

function lines({ y, lines: texts }: { y: number; lines: string[] }, step: number, look: string): string[] {
  return texts.map((line, index) => text(MARGIN, y + index * step, line, look))
}

function text(x: number, y: number, content: string, look: string): string {
  return `<text x="${short(x)}" y="${short(y)}" ${look}>${xmlText(content)}</text>`
}

/** In the words of Dublin Core, which drawing programs show as the properties of a file. */
function metadata(figure: Figure, stamp: FigureStamp): string {
  const { experiments, runIds } = figure.caption
  const about = xmlText(captionLines(figure, stamp).join('\n'))
  const sources = [...experiments.map(({ id }) => `experiment ${id}`), ...runIds.map((id) => `run ${id}`)]
  return [
    `<title>${xmlText(figure.title)}</title>`,
    `<desc>${about}</desc>`,
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><cc:Work rdf:about="">',
    `<dc:title>${xmlText(figure.title)}</dc:title>`,
    `<dc:description>${about}</dc:description>`,
    `<dc:date>${stamp.date.toISOString()}</dc:date>`,
    `<dc:creator><cc:Agent><dc:title>${xmlText(programName(stamp))}</dc:title></cc:Agent></dc:creator>`,
    `<dc:source>${xmlText(sources.join(', '))}</dc:source>`,
    '</cc:Work></rdf:RDF></metadata>',
  ].join('\n')
}

/** Hundredths of a unit are enough for any place. */
function short(value: number): string {
  return String(Number(value.toFixed(2)))
}
