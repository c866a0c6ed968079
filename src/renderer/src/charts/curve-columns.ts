import type { CurveUnit } from '../../../contract/compare.ts'
import type { FigureColumn } from './figure.ts'

/** Where the points of curves stand, as a column of a file. */
export const PLACE_COLUMNS: Record<CurveUnit, FigureColumn> = {
  epochs: { name: 'place', unit: 'epochs' },
  steps: { name: 'place', unit: 'steps' },
  examples: { name: 'place', unit: 'images seen' },
  seconds: { name: 'place', unit: 'seconds trained' },
}

/** The values of a metric as a column of a file. */
export function valueColumn({
  id,
  title,
  isShare,
}: {
  id: string
  title: string
  isShare: boolean
}): FigureColumn {
  const nats = id === 'gradientNorm' ? null : 'nats'
  return { name: title.toLowerCase(), unit: isShare ? 'share, 0 to 1' : nats }
}
