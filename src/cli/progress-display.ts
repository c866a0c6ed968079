import readline from 'node:readline'
import type { ExperimentSummary, QueueState, TrainerActivity } from '../contract/host-answers.ts'
import { durationText } from '../domain/duration-text.ts'
import { shortened } from './text.ts'

const BAR_WIDTH = 24
const USUAL_WIDTH = 80
const REDRAW_MILLISECONDS = 200
const PLAIN_MILLISECONDS = 5000

/** How far an experiment is, and what the trainers are doing. */
export type Progress = { experiment: ExperimentSummary; queue: QueueState }

/** Shows how far an experiment is until it is ended; ended twice is no error. */
export type ProgressDisplay = {
  /** A line of its own, which stays. */
  say: (line: string) => void
  /** A line that stays where there is no terminal; on one the bar says enough. */
  note: (line: string) => void
  end: () => void
}

/** On a terminal a bar and a line per trainer, redrawn five times a second; elsewhere a plain line now and then. */
export function showProgress(progress: () => Progress, stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? showLive(progress, stream) : showPlain(progress, stream)
}

function showLive(progress: () => Progress, stream: NodeJS.WriteStream): ProgressDisplay {
  let drawn = 0
  const clear = (): void => {
    if (drawn > 0) readline.moveCursor(stream, 0, -drawn)
    readline.cursorTo(stream, 0)
    readline.clearScreenDown(stream)
    drawn = 0
  }
  const draw = (): void => {
    // A terminal that does not know its width says 0.
    const room = Math.max(20, (stream.columns || USUAL_WIDTH) - 1)
    const lines = progressLines(progress(), room)
    stream.cork() // in one piece, or it flickers
    clear()
    stream.write(`${lines.join('\n')}\n`)
    stream.uncork()
    drawn = lines.length
  }
  const timer = setInterval(draw, REDRAW_MILLISECONDS)
  draw()
  return {
    note: () => undefined,
    say(line) {
      clear()
      stream.write(`${line}\n`)
      draw()
    },
    end() {
      clearInterval(timer)
      clear()
    },
  }
}

function showPlain(progress: () => Progress, stream: NodeJS.WriteStream): ProgressDisplay {
  let last = ''
  const tell = (): void => {
    const line = overallLine(progress())
    if (line !== last) stream.write(`${line}\n`)
    last = line
  }
  const timer = setInterval(tell, PLAIN_MILLISECONDS)
  const say = (line: string): void => void stream.write(`${line}\n`)
  return { say, note: say, end: () => clearInterval(timer) }
}

/** The bar, and below it a line for each trainer that works on this experiment, in at most `width` columns. */
export function progressLines(progress: Progress, width: number): string[] {
  const { experiment, queue } = progress
  const filled = Math.round(experiment.share * BAR_WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
  const own = queue.trainers.filter(({ experimentId }) => experimentId === experiment.id)
  const lines = [`${bar} ${overallLine(progress)}`, ...own.map(trainerLine)]
  return lines.map((line) => shortened(line, width))
}

function overallLine({ experiment: { runs, share, secondsLeft }, queue }: Progress): string {
  const open = runs.queued + runs.running
  const total = Object.values(runs).reduce((sum, count) => sum + count, 0)
  return `${total - open} of ${total} runs, ${Math.floor(100 * share)} %, ${waitText(runs.running, secondsLeft, queue)}`
}

function waitText(running: number, secondsLeft: number | null, queue: QueueState): string {
  if (queue.problem !== null) return `waiting: ${queue.problem}`
  if (queue.isPaused) return 'the queue is paused'
  if (running === 0 && queue.running > 0) return 'waiting for the runs of another experiment'
  if (secondsLeft !== null) return `about ${durationText(secondsLeft)} left`
  return running === 0 ? 'starting' : 'time left not known yet'
}

function trainerLine(activity: TrainerActivity): string {
  const { trainer, run, cohort, epoch, epochs, loss, imagesPerSecond } = activity
  const runs = cohort === 1 ? `seed ${run.seed}` : `${cohort} seeds`
  const facts = [
    `${run.arm}, batch ${run.batchSize}, ${runs}`,
    `epoch ${epoch}/${epochs}`,
    ...(loss === null ? [] : [`loss ${loss.toFixed(4)}`]),
    ...(imagesPerSecond === null ? [] : [`${Math.round(imagesPerSecond).toLocaleString('en-US')} images/s`]),
  ]
  return `  ${trainer + 1}  ${facts.join('  ')}`
}
