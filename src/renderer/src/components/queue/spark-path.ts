import type { LiveSeries } from '../../stores/live-series.ts'
import { meansByColumn } from '../../charts/columns.ts'

/** A run's loss in small: an SVG path over the steps that are known, the greatest mean at the top. */
export function sparkPath(series: LiveSeries, width: number, height: number): string {
  if (series.end < 2) return ''
  const columns = Math.min(width / 2, series.length)
  const window = { from: 0, to: series.end, columns }
  const means = meansByColumn(series, 'loss', (index) => series.steps[index]!, window)
  const finite = means.filter((value) => Number.isFinite(value))
  const [low, high] = [Math.min(...finite), Math.max(...finite)]
  const points: string[] = []
  for (const [column, mean] of means.entries()) {
    if (!Number.isFinite(mean)) continue
    const x = ((column + 0.5) / columns) * width
    const y = high > low ? ((high - mean) / (high - low)) * height : height / 2
    points.push(`${x.toFixed(1)} ${y.toFixed(1)}`)
  }
  return points.length === 0 ? '' : `M${points.join('L')}`
}
