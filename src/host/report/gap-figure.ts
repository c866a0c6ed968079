import { pointsText } from '../../domain/table-text.ts'
import { accuracyGap } from './accuracy-gap.ts'
import { cellValues, drawnValues, hasValues, type CellValues } from './cell-values.ts'
import { signedTick } from './chart-axes.ts'
import type { Figure } from './figure.ts'
import { pointsFigure } from './points-figure.ts'
import type { ReportContext } from './report-context.ts'
import { linearScale } from './scale.ts'

/** Test less training accuracy in evaluation mode, at the last evaluation; null where no run has both. */
export function gapFigure(context: ReportContext): Figure | null {
  const groups = cellValues(context, (run) => {
    const gap = accuracyGap(run)
    return gap === null ? null : 100 * gap
  })
  if (!hasValues(groups)) return null
  const values = [0, ...drawnValues(groups)]
  const text = (points: number) => pointsText(points / 100)
  return pointsFigure(context, groups, {
    id: 'gap',
    title: 'Test less training accuracy against batch size',
    note: noteOf(groups),
    y: linearScale(Math.min(...values), Math.max(...values)),
    ...{ yName: 'Difference, percentage points', yLabel: signedTick },
    ...{ valueTitle: 'Difference, points', text, absent: null },
    saidText: (points) => `${text(points)} percentage points`,
    ...{ isJoined: false, hasZeroLine: true, hasCounts: false },
  })
}

function noteOf(groups: readonly CellValues[]): string {
  const isPartial = groups.some(({ seeds, summary: { n } }) => n < seeds.length)
  return [
    'Accuracy on the test images less that on a fixed part of the training images, both in evaluation mode at the last evaluation: below zero, the network fits what it trained on better. Marker: mean over the seeds; bar: its 95 % interval (Student’s t); dot: one seed.',
    ...(isPartial ? ['Hollow: some of the runs have no such evaluation.'] : []),
  ].join(' ')
}
