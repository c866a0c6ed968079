import type { CurveUnit } from '../../../contract/compare.ts'
import { PLACE_COLUMNS, valueColumn } from './curve-columns.ts'
import { curveFigureTable } from './curve-figure-table.ts'
import { panelOption, type RowLook } from './curve-panel-option.ts'
import { meanWords } from './curve-panels.ts'
import { shownPartText } from './curve-words.ts'
import type { DrawnPanel } from './draw-curves.ts'
import type { Figure, FigureCaption } from './figure.ts'

/** Where a figure's numbers come from. */
export type FigureSource = FigureCaption['experiments']

export type CurveFigureLook = RowLook & {
  /** What was done to the numbers, as the page says it. */
  note: string
  source: FigureSource
  /** The size of a panel on the screen, and how many stand beside each other. */
  panel: { width: number; height: number }
  across: number
}

/** A row of curves as one figure. */
export function curveFigure(drawn: readonly DrawnPanel[], look: CurveFigureLook): Figure {
  const panels = drawn.map((panel) => ({ drawn: panel, option: panelOption(panel, look) }))
  const { metric, unit, zoom, smoothing, isLogarithmic } = look
  const isOfTraining = 'metric' in metric.of
  const arms = new Set(
    drawn.flatMap(({ runs, means }) => [...runs.map(({ run }) => run.arm), ...means.map(({ arm }) => arm)]),
  )
  return {
    title: metric.title,
    caption: caption(drawn, look),
    panels: panels.map(({ drawn: { title }, option }) => ({ title, option, ...look.panel })),
    across: look.across,
    legend: [...look.looks].filter(([arm]) => arms.has(arm)).map(([label, own]) => ({ label, look: own })),
    table: curveFigureTable(panels, {
      ...{ x: PLACE_COLUMNS[unit], y: valueColumn(metric), zoom, isLogarithmic },
      smoothing: isOfTraining ? smoothing : 0,
    }),
  }
}

function caption(drawn: readonly DrawnPanel[], look: CurveFigureLook): FigureCaption {
  const { metric, unit, source, note } = look
  const titles = drawn.map(({ title }) => title).filter((title) => title !== '')
  const shown = drawn.map((panel) => ({ runs: panel.runs.map(({ run }) => run) }))
  const runs = shown.flatMap((panel) => panel.runs)
  const isAlone = runs.length === 1
  const { arm, batchSize, seed } = runs[0] ?? {}
  const of = isAlone ? ` of the run ${arm}, batch size ${batchSize}, seed ${seed}` : ''
  const by =
    titles.length > 1
      ? ', a panel for each batch size'
      : titles.map((title) => `, ${title.toLowerCase()}`).join('')
  return {
    what: `${metric.title}${of} against ${AXIS_WORDS[unit]}${by}. ${metric.hint}`,
    count: isAlone ? 'N = 1 run.' : countWords(drawn),
    interval: isAlone
      ? 'No interval: one run has none.'
      : `${meanWords(shown)} Thin: each run, from its least to its greatest value at each pixel. No interval is drawn.`,
    notes: [partWords(drawn, look), note].filter((sentence) => sentence !== '').join(' '),
    experiments: source,
    runIds: runs.map(({ id }) => id),
  }
}

const AXIS_WORDS: Record<CurveUnit, string> = {
  ...{ epochs: 'epochs', steps: 'steps', examples: 'images seen', seconds: 'seconds trained' },
}

/** Over how many seeds the means are. */
function countWords(drawn: readonly DrawnPanel[]): string {
  const counts = drawn.flatMap(({ means }) => means.map(({ runs }) => runs))
  if (counts.length === 0) return 'No run has finished yet: no mean is drawn.'
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  return `N = ${least === most ? least : `${least} to ${most}`} ${most === 1 ? 'seed' : 'seeds'} for each mean.`
}

function partWords(drawn: readonly DrawnPanel[], { zoom, unit }: CurveFigureLook): string {
  const ends = new Set(drawn.map(({ end }) => end))
  const [end = 0] = ends
  return shownPartText(zoom, unit, ends.size > 1 ? null : end)
}
