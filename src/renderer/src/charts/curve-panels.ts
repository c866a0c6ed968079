import type { RunSummary } from '../../../contract/host-answers.ts'
import { gridPanels } from './grid-panels.ts'

/** Runs of one batch size and learning rate, drawn in one panel: all arms, a line each. */
export type CurvePanel = { key: string; title: string; runs: RunSummary[] }

/** The panels of an experiment's compared runs, in the order of its grid; runs that only prepare others are left out. */
export function curvePanels(runs: readonly RunSummary[]): CurvePanel[] {
  const compared = runs.filter(({ role }) => role === 'compared')
  return gridPanels(compared, 'learning rate').map(({ key, title, own }) => ({ key, title, runs: own }))
}

/**
 * The runs of an arm over whose seeds the mean is taken: those that are finished; before the first is, those that train;
 * where nothing trains, those that can go on from where they are. One alone is its own.
 */
export function runsOfMean(runs: readonly RunSummary[]): readonly RunSummary[] {
  if (runs.length === 1) return runs
  const finished = runs.filter(({ status }) => status === 'done')
  if (finished.length > 0) return finished
  const training = runs.filter(({ status }) => status === 'running')
  return training.length > 0 ? training : runs.filter(isHalted)
}

function isHalted({ status, stepsDone }: RunSummary): boolean {
  return stepsDone > 0 && (status === 'stopped' || status === 'interrupted' || status === 'queued')
}

/** Whether some mean is over runs that have not come to their end. */
export function isMeanUnfinished(panels: readonly CurvePanel[]): boolean {
  return panels.some(({ runs }) =>
    [...Map.groupBy(runs, ({ arm }) => arm).values()].some((own) =>
      runsOfMean(own).some(({ status, stepsDone }) => stepsDone > 0 && status !== 'done'),
    ),
  )
}
