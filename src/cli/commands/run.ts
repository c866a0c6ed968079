import { WorkbenchError } from '../../contract/errors.ts'
import type { ExperimentRecord } from '../../contract/experiment-record.ts'
import { startExperiment, type ExperimentRun } from '../../host/experiment-run.ts'
import type { PoolEvent } from '../../host/pool-event.ts'
import { writeResults } from '../../host/results-file.ts'
import { EXIT } from '../exit-code.ts'
import { planSummary } from '../plan-text.ts'
import { showProgress, type ProgressDisplay } from '../progress-display.ts'
import { printReport } from '../report.ts'
import { runName } from '../../domain/run-name.ts'
import { readNumber } from '../read-choices.ts'
import { requireWritable, usualResultsPath } from '../results-path.ts'
import { resultsJson } from '../results-json.ts'
import { terminal } from '../terminal.ts'
import { preparePlan, type ExperimentOptions } from './prepare.ts'

export type RunOptions = ExperimentOptions & { out?: string; json?: boolean; looks?: string }

/** Trains an experiment, shows how far it is, writes the results and prints the comparison. @returns the exit code */
export async function runCommand(presetOrFile: string, options: RunOptions): Promise<number> {
  const { plan, preset } = await preparePlan(presetOrFile, options)
  if (plan.problems.length > 0) throw new WorkbenchError('bad-input', plan.problems.join('\n'))
  const looks = readNumber('--looks', options.looks ?? '1', 1)
  const resultsFile = options.out ?? usualResultsPath(plan.spec.name, new Date())
  await requireWritable(resultsFile)
  terminal.err(`${plan.spec.name}\n${planSummary(plan, terminal.width)}\n`)

  let display: ProgressDisplay | null = null
  const experiment = startExperiment(plan, {
    resultsFile,
    preset,
    looks,
    onEvent: (event) => display && tell(event, display),
  })
  display = showProgress(() => experiment.progress(), process.stderr)
  const interruption = stopOnInterrupt(experiment, display)
  const record = await experiment.ended.finally(() => {
    // Otherwise a failure would leave a display that ticks and signals that nobody answers.
    interruption.end()
    display.end()
  })

  const problem = await problemOfWriting(resultsFile, record)
  if (options.json === true) terminal.out(resultsJson(record, resultsFile))
  else printReport(record, terminal)
  terminal.err(problem ?? `\nEvery step of every run is in ${resultsFile}`)
  if (problem !== null) return EXIT.failed
  if (interruption.happened()) {
    terminal.err(
      'Stopped before the end: the file holds what had been trained. Run the command again to begin anew.',
    )
    return EXIT.interrupted
  }
  return hasFailed(record) ? EXIT.failed : EXIT.ok
}

/** Why the results could not be written, a full disk say: the comparison is still worth printing. Null when they were. */
async function problemOfWriting(resultsFile: string, record: ExperimentRecord): Promise<string | null> {
  try {
    await writeResults(resultsFile, record)
    return null
  } catch (error) {
    return `\nThe results could not be written to ${resultsFile}: ${(error as Error).message}`
  }
}

function tell(event: PoolEvent, display: ProgressDisplay): void {
  if (event.type !== 'status') return
  const { run, status, reason, attempt } = event
  const name = runName(run)
  if (status === 'failed' || status === 'diverged') display.say(`${name}: ${status}. ${reason ?? ''}`.trim())
  else if (status === 'queued')
    display.say(`${name}: trained again after attempt ${attempt}. ${reason ?? ''}`)
  else if (status === 'done') display.note(`${name}: ${status}`)
}

/** Ctrl-C stops in order, a second one at once. */
function stopOnInterrupt(
  experiment: ExperimentRun,
  display: ProgressDisplay,
): { happened: () => boolean; end: () => void } {
  let signals = 0
  const onSignal = (): void => {
    signals++
    if (signals > 1) return experiment.kill()
    display.say('Stopping; what has been trained is kept. Ctrl-C again stops at once.')
    experiment.stop()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  return {
    happened: () => signals > 0,
    end: () => void process.off('SIGINT', onSignal).off('SIGTERM', onSignal),
  }
}

/** A run that failed, or that came to its end but whose final checkpoint is lost. */
function hasFailed({ runs }: ExperimentRecord): boolean {
  return runs.some(({ outcome, result, checkpoint }) => {
    return outcome === 'failed' || (result !== null && checkpoint === null)
  })
}
