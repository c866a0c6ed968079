import type { Figure, FigureStamp } from './figure.ts'

/** How many ids of runs are printed under a figure; its metadata have all. */
const MOST_PRINTED_RUNS = 4

/** The caption as lines of text, with every id: what metadata hold. */
export function captionLines(figure: Figure, stamp: FigureStamp): string[] {
  return linesWith(figure, stamp, figure.caption.runIds.join(', '))
}

/** The caption as it is printed under the figure: of many runs it names the first. */
export function printedCaption(figure: Figure, stamp: FigureStamp): string[] {
  const { runIds } = figure.caption
  const others = runIds.length - MOST_PRINTED_RUNS
  const named = runIds.slice(0, MOST_PRINTED_RUNS).join(', ')
  return linesWith(figure, stamp, others > 0 ? `${named} and ${others} more` : named)
}

function linesWith({ caption }: Figure, stamp: FigureStamp, runs: string): string[] {
  const { what, count, interval, notes, experiments } = caption
  const names = experiments.map(({ id, name }) => `“${name}” (${id})`).join(', ')
  return [
    [what, count, interval, notes].filter((sentence) => sentence !== '').join(' '),
    `${experiments.length === 1 ? 'Experiment' : 'Experiments'}: ${names}.`,
    ...(runs === '' ? [] : [`Runs: ${runs}.`]),
    `${programName(stamp)}, ${stamp.date.toISOString().slice(0, 10)}.`,
  ]
}

/** The program that wrote a figure. */
export function programName({ version }: FigureStamp): string {
  return `BatchNorm Workbench ${version}`
}
