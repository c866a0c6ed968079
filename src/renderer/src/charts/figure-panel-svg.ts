import { SVGRenderer } from 'echarts/renderers'
import { echarts, type EChartsOption } from './echarts.ts'
import { FIGURE_FONT } from './figure-text.ts'
import { withinReach } from './within-reach.ts'

echarts.use(SVGRenderer)

/**
 * A chart's option drawn by ECharts as the content of an SVG group of this size, without styles, classes and what only
 * a page needs: editors and makers of PDF read plain attributes best.
 * @param id begins the names of its clip paths, which must be unique in a file
 */
export function panelSvg(option: EChartsOption, size: { width: number; height: number }, id: string): string {
  const chart = echarts.init(null, undefined, { renderer: 'svg', ssr: true, ...size })
  try {
    chart.setOption({ textStyle: { fontFamily: FIGURE_FONT }, ...withinReach(option), animation: false })
    return plain(chart.renderToSVGString(), id)
  } finally {
    chart.dispose()
  }
}

function plain(svg: string, id: string): string {
  return svg
    .replace(/^[\s\S]*?<svg[^>]*>/, '')
    .replace(/<\/svg>\s*$/, '')
    .replaceAll(/<style[\s\S]*?<\/style>\s*/g, '')
    .replaceAll(/ (?:class|pointer-events|ecmeta_\w+)="[^"]*"/g, '')
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => attributes(style))
    .replaceAll(/((?:id="|url\(#))zr\d+-/g, `$1${id}-`)
}

/** `font-size:11px;font-family:Arial` as attributes. */
function attributes(style: string): string {
  return style
    .split(';')
    .map((pair) => pair.split(':'))
    .filter(([name, value]) => name !== undefined && name.trim() !== '' && value !== undefined)
    .map(([name, value]) => ` ${name!.trim()}="${value!.trim().replace(/^(-?[\d.]+)px$/, '$1')}"`)
    .join('')
}
