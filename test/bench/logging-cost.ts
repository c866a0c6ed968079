/**
 * Forked by the engine bench with a job: trains it again and again, in turn as the product does (every step logged and
 * sent to the parent) and as bare steps, and answers with the processor time of a step either way. Processor
 * time, because what other processes do disturbs it less than the clock. Nothing is evaluated within the difference.
 * Both compute the three logged numbers: loss and accuracy are the loss function's own, and the gradient norm is summed
 * in the optimizer's pass over the gradient. What differs is all that is done with them.
 */
import { TrainJob } from '../../src/contract/trainer.ts'
import { readDataset } from '../../src/datasets/prepared.ts'
import { epochOrder } from '../../src/domain/batches.ts'
import type { Backend } from '../../src/trainer/backend.ts'
import { stepPlan } from '../../src/domain/recipe.ts'
import { createCohort } from '../../src/trainer/cohort.ts'
import { loadData, type LoadedData } from '../../src/trainer/loaded-data.ts'
import { plannedSteps } from '../../src/trainer/planned-steps.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { train } from '../../src/trainer/train.ts'

const EPOCHS = 3
const ROUNDS = 9

process.once('message', (message) => {
  void measure(TrainJob.parse(message)).then((seconds) => process.send!(seconds, () => process.exit(0)))
})

/** Processor microseconds of a step either way: the least of the rounds, which other processes disturbed least. */
async function measure(given: TrainJob): Promise<{ logged: number; bare: number }> {
  const recipe = {
    ...given.recipe,
    budget: { unit: 'epochs', amount: EPOCHS },
    evaluateEveryEpochs: EPOCHS + 1,
  } as const
  const job = { ...given, recipe }
  const backend = await startBackend('wasm')
  const data = loadData(backend, readDataset(job.datasetFolder))
  const [logged, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    logged.push(await trainLogged(job, data, backend))
    bare.push(takeSteps(job, data, backend))
  }
  return { logged: Math.min(...logged), bare: Math.min(...bare) }
}

function processorMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** From the first batch of metrics to the last, everything sent to the parent as a trainer does. */
async function trainLogged(job: TrainJob, data: LoadedData, backend: Backend): Promise<number> {
  let [first, last] = [
    { steps: 0, at: 0 },
    { steps: 0, at: 0 },
  ]
  for await (const event of train(job, data, backend, () => false)) {
    process.send!(event)
    if (event.type !== 'metrics') continue
    last = { steps: event.firstStep + event.loss.length, at: processorMicroseconds() }
    if (first.steps === 0) first = last
  }
  return (last.at - first.at) / (last.steps - first.steps)
}

/** The same steps with nothing done about them, from the tenth of them on. */
function takeSteps(job: TrainJob, data: LoadedData, backend: Backend): number {
  const cohort = createCohort(job, data, backend)
  const { totalSteps } = stepPlan(job.recipe)
  const from = Math.floor(totalSteps / 10)
  let [orders, start]: [Int32Array[], number] = [[], 0]
  for (const { epoch, first, size, step } of plannedSteps(job.recipe, 0)) {
    if (step === from) start = processorMicroseconds()
    if (first === 0) orders = job.members.map(({ seed }) => epochOrder(seed, epoch, job.recipe.trainExamples))
    cohort.steps.run(orders, first, size, 1, step + 1)
  }
  const perStep = (processorMicroseconds() - start) / (totalSteps - from)
  cohort.dispose()
  return perStep
}
