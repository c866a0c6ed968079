import type { RunSummary } from '../../../contract/host-answers.ts'
import { countText } from '../../../domain/number-text.ts'
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

type Drawn = { runs: readonly RunSummary[] }

/** What a thick line is, and which runs have no part in it. */
export function meanWords(panels: readonly Drawn[]): string {
  const groups = panels.flatMap(({ runs }) => [...Map.groupBy(runs, ({ arm }) => arm).values()])
  const means = groups.filter((own) => own.length > 1).map((own) => ({ own, of: runsOfMean(own) }))
  const isOpen = means.some(({ of }) =>
    of.some(({ status, stepsDone }) => stepsDone > 0 && status !== 'done'),
  )
  const diverged = means.flatMap(({ own }) => own.filter(({ status }) => status === 'diverged')).length
  const lost =
    diverged === 0
      ? ''
      : `; ${countText(diverged, 'run')} diverged and ${diverged === 1 ? 'is' : 'are'} drawn thin only`
  if (isOpen) return `Thick: mean over the seeds, as far as all have come where none has finished${lost}.`
  return diverged === 0
    ? 'Thick: mean over the seeds.'
    : `Thick: mean over the ${finishedWords(means)}${lost}.`
}

function finishedWords(means: readonly { of: readonly RunSummary[] }[]): string {
  const counts = means.map(({ of }) => of.length).filter((count) => count > 0)
  const [least, most] = [Math.min(...counts), Math.max(...counts)]
  if (counts.length === 0) return 'seeds that finish'
  return least === most
    ? `${countText(least, 'seed')} that finished`
    : `${least} to ${most} seeds that finished`
}
