import type { CompareCell, CompareRun } from '../../../../contract/compare.ts'
import { durationText } from '../../../../domain/duration-text.ts'
import { numberText } from '../../../../domain/number-text.ts'
import type { SampleSummary } from '../../../../domain/statistics.ts'
import { runDots, type CellValue } from './cell-groups.ts'

const count = (value: number): string => numberText(Math.round(value))

/** Until the target: steps, images and seconds, with a dot for each run that reached it. */
export function targetValues(runs: readonly CompareRun[]): Record<string, CellValue> {
  const valueOf = (
    part: keyof NonNullable<CompareRun['target']>,
    sampleOf: (cell: CompareCell) => SampleSummary,
    text: (value: number) => string,
  ): CellValue => ({
    ...{ sampleOf, text },
    dotsOf: (cell) => runDots(runs, cell, ({ target }) => target?.[part] ?? null),
  })
  return {
    Steps: valueOf('steps', (cell) => cell.stepsToTarget, count),
    'Images seen': valueOf('examples', (cell) => cell.examplesToTarget, count),
    Seconds: valueOf('seconds', (cell) => cell.secondsToTarget, durationText),
  }
}
