import type { FigureCell, FigureColumn, FigureTable } from './figure.ts'
import { drawnPoints, type PointGroup, type PointScale } from './points-option.ts'

/** A panel of points, with the learning rate that all of it has. */
export type PointsTablePanel = {
  title: string
  learningRate: number
  groups: readonly PointGroup[]
  scale: Pick<PointScale, 'places' | 'isLogarithmic'>
}

/**
 * Every mean with its interval and every run's dot that panels of points draw. An interval has both of its ends, also
 * one that the axis cuts. @param value what the numbers are
 */
export function pointsFigureTable(panels: readonly PointsTablePanel[], value: FigureColumn): FigureTable {
  return {
    columns: [
      ...['panel', 'point', 'arm', 'batch size', 'learning rate', 'seed', 'run'].map(plain),
      ...[value, { name: 'low', unit: value.unit }, { name: 'high', unit: value.unit }],
      ...['N', 'of'].map(plain),
    ],
    rows: panels.flatMap(({ title, learningRate, groups, scale }) =>
      groups.flatMap((group) =>
        drawnPoints(group, scale).flatMap(({ place, mean, low, high, n, of, dots }) => {
          const at = [group.id, Number(scale.places[place]), learningRate]
          return [
            [title, 'mean', ...at, null, null, mean, low, high, n, of],
            ...dots.map(({ seed, runId, value: own }): FigureCell[] => [
              ...[title, 'run', ...at, seed, runId, own],
              ...[null, null, null, null],
            ]),
          ]
        }),
      ),
    ),
  }
}

function plain(name: string): FigureColumn {
  return { name, unit: null }
}
