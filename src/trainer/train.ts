import type { Checkpoint, Scores, TrainerEvent, TrainJob } from '../contract/trainer.ts'
import { epochOrder } from '../domain/batches.ts'
import { stepPlan, type Recipe } from '../domain/recipe.ts'
import { scheduleFactor } from '../domain/schedule.ts'
import { CohortLog, type MemberState } from './cohort-log.ts'
import { createCohort, type Cohort } from './cohort.ts'
import type { LoadedData } from './loaded-data.ts'
import type { Backend } from './backend.ts'
import { pacer } from './pacer.ts'
import { plannedSteps } from './planned-steps.ts'
import { stopwatch } from './stopwatch.ts'

type StopRequested = (runKey: string) => boolean

/**
 * Trains one cohort to the end of its budget and yields what happened as it happens. A member that diverged or was
 * stopped is no longer listened to, and the others train on, bit for bit as if alone.
 * Throws when a start does not fit the network, or when members start at different steps.
 */
export async function* train(
  job: TrainJob,
  data: LoadedData,
  backend: Backend,
  stopRequested: StopRequested,
): AsyncGenerator<TrainerEvent> {
  const { recipe, members } = job
  const firstStep = commonStart(job)
  const { batchSizes, totalSteps } = stepPlan(recipe)
  const cohort = createCohort(job, data, backend)
  const log = new CohortLog(members, firstStep, recipe.dataset.classes, cohort.steps.takeMetrics)
  const watch = stopwatch()
  const pace = pacer(job.checkpointEverySeconds)
  let orders: Int32Array[] = []
  let step = firstStep

  try {
    for (const planned of plannedSteps(recipe, firstStep)) {
      if (planned.first === 0 || planned.step === firstStep) orders = ordersOf(job, planned.epoch)
      const factor = scheduleFactor(recipe.schedule, planned.step, totalSteps, batchSizes.length)
      cohort.steps.run(orders, planned.first, planned.size, factor, planned.step + 1)
      const now = performance.now() // the only reading of the clock in most steps
      log.stepEnded(watch.seconds(now))
      step = planned.step + 1

      if (pace.reportIsDue(now)) yield* await log.take()
      if (planned.endsEpoch) {
        yield* await log.take()
        watch.pause()
        yield* await endOfEpoch(cohort, log, recipe, step, watch.seconds())
        watch.resume()
      }
      // After the epoch's end: a run that stops there has been evaluated, which a resume would not make up for.
      if (pace.listenIsDue(now)) {
        await pace.listen()
        yield* await endStopped(cohort, log, stopRequested, step, watch.seconds())
        if (pace.checkpointIsDue()) yield* await storeCheckpoints(cohort, log, step, watch.seconds())
      }
      if (log.isOver()) return
    }
    watch.pause()
    yield* await finish(cohort, log.active(), step, watch.seconds())
  } finally {
    cohort.dispose()
  }
}

/** A stacked cohort takes its steps together, so its members must begin at the same one. */
function commonStart({ members }: TrainJob): number {
  const firstSteps = new Set(
    members.map(({ start }) => (start.from === 'checkpoint' ? start.checkpoint.step : 0)),
  )
  if (firstSteps.size > 1) {
    throw new Error(
      `The members of a cohort start at steps ${[...firstSteps].join(', ')}; they must start at one.`,
    )
  }
  return [...firstSteps][0]!
}

function ordersOf({ recipe, members }: TrainJob, epoch: number): Int32Array[] {
  return members.map(({ seed }) => epochOrder(seed, recipe.epochsBefore + epoch, recipe.trainExamples))
}

/** Ends the members that are to stop; one that has diverged ends as such, with its results. */
async function endStopped(
  cohort: Cohort,
  log: CohortLog,
  stopRequested: StopRequested,
  step: number,
  secondsTrained: number,
): Promise<TrainerEvent[]> {
  const isToStop = ({ member }: MemberState) => stopRequested(member.runKey)
  if (!log.active().some(isToStop)) return []
  // First the metrics: the last steps may be those in which a member diverged, which a stop must not hide.
  const metrics = await log.take()
  const toStop = log.active().filter(isToStop)
  const diverged = toStop.filter((state) => state.diverged)
  const stopped = toStop.filter((state) => !state.diverged)
  const finished = await finish(cohort, diverged, step, secondsTrained)
  const checkpoints = await checkpointsOf(cohort, stopped, step, secondsTrained)
  return [...metrics, ...finished, ...stopped.map((state, i) => end(state, 'stopped', checkpoints[i]!, null))]
}

/** Evaluates and stores a checkpoint where the cadence says so, and ends the members that have diverged. */
async function endOfEpoch(
  cohort: Cohort,
  log: CohortLog,
  recipe: Recipe,
  step: number,
  secondsTrained: number,
): Promise<TrainerEvent[]> {
  const { batchSizes, totalSteps } = stepPlan(recipe)
  const epoch = step / batchSizes.length
  const isLast = step === totalSteps
  const diverged = log.active().filter((state) => state.diverged)
  const events: TrainerEvent[] = []
  if (isLast || diverged.length > 0 || epoch % recipe.evaluateEveryEpochs === 0) {
    events.push(...(await evaluate(cohort, log.active(), step, epoch)))
  }
  events.push(...(await finish(cohort, diverged, step, secondsTrained)))
  if (recipe.checkpointEveryEpochs !== null && !isLast && epoch % recipe.checkpointEveryEpochs === 0) {
    events.push(...(await storeCheckpoints(cohort, log, step, secondsTrained)))
  }
  return events
}

/**
 * The metrics up to here, then all that a resume from here needs. A member that has diverged stores none: a resume
 * from after its spike would not know of it, and one from before takes the same steps to it again.
 */
async function storeCheckpoints(
  cohort: Cohort,
  log: CohortLog,
  step: number,
  secondsTrained: number,
): Promise<TrainerEvent[]> {
  const metrics = await log.take()
  const sound = log.active().filter(({ diverged }) => !diverged)
  const checkpoints = await checkpointsOf(cohort, sound, step, secondsTrained)
  const stored = sound.map(({ member: { runKey } }, i): TrainerEvent => {
    return { type: 'checkpoint', runKey, checkpoint: checkpoints[i]! }
  })
  return [...metrics, ...stored]
}

async function evaluate(
  { evaluator, ranges }: Cohort,
  states: readonly MemberState[],
  step: number,
  epoch: number,
): Promise<TrainerEvent[]> {
  const test = await evaluator.evaluate(ranges.test, 'running')
  const train = ranges.train && (await evaluator.evaluate(ranges.train, 'running'))
  const validation = ranges.validation && (await evaluator.evaluate(ranges.validation, 'running'))
  const scores = (all: { scores: Scores }[] | null, index: number) => all?.[index]?.scores ?? null
  return states.map(({ member: { runKey }, index }) => ({
    type: 'evaluated',
    runKey,
    step,
    epoch,
    test: test[index]!.scores,
    train: scores(train, index),
    validation: scores(validation, index),
  }))
}

/** The last words of members that trained to their end: the final results and all arrays. */
async function finish(
  cohort: Cohort,
  states: readonly MemberState[],
  step: number,
  secondsTrained: number,
): Promise<TrainerEvent[]> {
  if (states.length === 0) return []
  const results = await cohort.evaluator.evaluateFinally()
  const checkpoints = await checkpointsOf(cohort, states, step, secondsTrained)
  return states.map((state, i) =>
    end(state, state.diverged ? 'diverged' : 'done', checkpoints[i]!, results[state.index]!),
  )
}

type Finished = Extract<TrainerEvent, { type: 'finished' }>

function end(
  state: MemberState,
  outcome: Finished['outcome'],
  checkpoint: Checkpoint,
  result: Finished['result'],
): TrainerEvent {
  state.ended = true
  return { type: 'finished', runKey: state.member.runKey, outcome, checkpoint, result }
}

async function checkpointsOf(
  { state }: Cohort,
  members: readonly MemberState[],
  step: number,
  secondsTrained: number,
): Promise<Checkpoint[]> {
  if (members.length === 0) return []
  const captured = await state.capture()
  return members.map(({ index, initialLoss, secondsBefore }) => ({
    step,
    secondsTrained: secondsBefore + secondsTrained,
    initialLoss,
    tensors: captured[index]!,
  }))
}
