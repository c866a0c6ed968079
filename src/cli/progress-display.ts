import { durationText } from '../domain/duration-text.ts'
import readline from 'node:readline'
import type { Progress, TrainerActivity } from '../host/experiment-progress.ts'
import { shortened } from './text.ts'

const BAR_WIDTH = 24
const REDRAW_MILLISECONDS = 100
const PLAIN_MILLISECONDS = 5000

/** Shows how far an experiment is until it is ended; ended twice is no error. */
export type ProgressDisplay = {
  /** A line of its own, which stays. */
  say: (line: string) => void
  /** A line that stays where there is no terminal; on one the bar says enough. */
  note: (line: string) => void
  end: () => void
}

/** On a terminal a bar and a line per trainer, redrawn ten times a second; elsewhere a plain line now and then. */
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
    const room = Math.max(20, stream.columns - 1)
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
  const timer = setInterval(() => stream.write(`${overallLine(progress())}\n`), PLAIN_MILLISECONDS)
  const say = (line: string): void => void stream.write(`${line}\n`)
  return { say, note: say, end: () => clearInterval(timer) }
}

/** The bar, and below it a line for each trainer that works, in at most `width` columns. */
export function progressLines(progress: Progress, width: number): string[] {
  const filled = Math.round(progress.share * BAR_WIDTH)
  const bar = '█'.repeat(filled) + '░'.repeat(BAR_WIDTH - filled)
  const lines = [`${bar} ${overallLine(progress)}`, ...progress.trainers.map(trainerLine)]
  return lines.map((line) => shortened(line, width))
}

function overallLine({ runsDone, runsTotal, share, secondsLeft }: Progress): string {
  const left = secondsLeft === null ? 'starting' : `about ${durationText(secondsLeft)} left`
  return `${runsDone} of ${runsTotal} runs, ${Math.floor(100 * share)} %, ${left}`
}

function trainerLine({
  trainer,
  run,
  cohort,
  epoch,
  epochs,
  loss,
  imagesPerSecond,
}: TrainerActivity): string {
  const runs = cohort === 1 ? `seed ${run.seed}` : `${cohort} seeds`
  const facts = [
    `${run.arm}, batch ${run.batchSize}, ${runs}`,
    `epoch ${epoch}/${epochs}`,
    ...(loss === null ? [] : [`loss ${loss.toFixed(4)}`]),
    ...(imagesPerSecond === null ? [] : [`${Math.round(imagesPerSecond).toLocaleString('en-US')} images/s`]),
  ]
  return `  ${trainer + 1}  ${facts.join('  ')}`
}
