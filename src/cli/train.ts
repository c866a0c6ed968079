import type { ExperimentSummary } from '../contract/host-answers.ts'
import { EXIT } from './exit-code.ts'
import { onInterrupt } from './interruption.ts'
import { showProgress, type Progress } from './progress-display.ts'
import { RunNews } from './run-news.ts'
import type { Session } from './session.ts'
import { watchExperiment } from './watch-experiment.ts'

export type Trained = {
  experiment: ExperimentSummary
  /** Whether runs of it were stopped meanwhile, from this terminal or another one. */
  wasStopped: boolean
}

/** Shows how an experiment is trained until it is, or until it has stopped by order of the user. */
export async function train(session: Session, id: string): Promise<Trained> {
  const { api } = session
  const before = await api.call('experiments.get', { id })
  let progress: Progress = { experiment: before, queue: await api.call('queue.state', {}) }
  const display = showProgress(() => progress, process.stderr)
  const news = new RunNews(api, id)
  const interruption = onInterrupt(
    () => {
      display.say('Stopping; what has been trained is kept. Ctrl-C again ends at once.')
      // Where it fails the watch ends too, and says why.
      api.call('experiments.stop', { id }).catch(() => undefined)
    },
    () => {
      display.end()
      process.exit(EXIT.interrupted)
    },
  )
  try {
    const experiment = await watchExperiment(session, id, {
      isStopping: interruption.happened,
      async onProgress(latest) {
        progress = latest
        await news.look(latest.experiment.runs, display)
      },
    })
    const wasStopped = interruption.happened() || experiment.runs.stopped > before.runs.stopped
    return { experiment, wasStopped }
  } finally {
    // Otherwise a failure would leave a display that ticks and signals that nobody answers.
    interruption.end()
    display.end()
  }
}
