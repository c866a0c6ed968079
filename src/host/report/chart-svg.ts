import { CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { LabelLayout } from 'echarts/features'
import { init, use, type EChartsCoreOption } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { trustedMarkup, type Markup } from './markup.ts'

use([CustomChart, LineChart, ScatterChart, GridComponent, LabelLayout, SVGRenderer])

export type ChartSize = { width: number; height: number }

/**
 * Draws a chart as SVG to stand inside a page: its colours may be CSS variables, and its font is the page's.
 * @param id unique in the page; the ids inside the drawing begin with it
 */
export function chartSvg(id: string, { width, height }: ChartSize, option: EChartsCoreOption): Markup {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption({ animation: false, ...option })
    return trustedMarkup(forPage(chart.renderToSVGString(), id, width))
  } finally {
    chart.dispose() // or else Node never exits
  }
}

/** What only a live chart needs is left out, and ids no longer depend on how many charts were drawn before. */
function forPage(svg: string, id: string, width: number): string {
  return svg
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<rect [^>]*fill="none"[^>]*><\/rect>/g, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events|xmlns:xlink|version|baseProfile)="[^"]*"/g, '')
    .replace(/font-family:[^;"]*;/g, '')
    .replace(/zr\d+-/g, `${id}-`)
    .replace(
      '<svg ',
      `<svg aria-hidden="true" focusable="false" style="max-width:${Math.round(1.1 * width)}px" `,
    )
    .replace(/\n+/g, '')
}
