/**
 * Forked by the engine bench with a job: trains it again and again, in turn as the product does (every step logged and
 * sent to the parent) and as bare steps, and answers with the processor seconds of an epoch either way. Processor
 * time, because what other processes do disturbs it less than the clock. Nothing is evaluated within the difference.
 * Both compute the three logged numbers: loss and accuracy are the loss function's own, and the gradient norm is summed
 * in the optimizer's pass over the gradient. What differs is all that is done with them.
 */
import { TrainJob } from '../../src/contract/trainer.ts'
import { readDataset } from '../../src/datasets/prepared.ts'
import { epochOrder } from '../../src/domain/batches.ts'
import type { Backend } from '../../src/trainer/backend.ts'
import { createCohort } from '../../src/trainer/cohort.ts'
import { loadData, type LoadedData } from '../../src/trainer/loaded-data.ts'
import { plannedSteps } from '../../src/trainer/planned-steps.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { train } from '../../src/trainer/train.ts'
import { median } from './figures.ts'

const [SHORT, LONG] = [1, 4]
const ROUNDS = 5

process.once('message', (message) => {
  void measure(TrainJob.parse(message)).then((seconds) => process.send!(seconds, () => process.exit(0)))
})

async function measure(job: TrainJob): Promise<{ logged: number; bare: number }> {
  const backend = await startBackend('wasm')
  const data = loadData(backend, readDataset(job.datasetFolder))
  const [logged, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    logged.push(await secondsOfEpoch((epochs) => trainLogged(withEpochs(job, epochs), data, backend)))
    bare.push(
      await secondsOfEpoch((epochs) => {
        takeSteps(withEpochs(job, epochs), data, backend)
      }),
    )
  }
  return { logged: median(logged), bare: median(bare) }
}

/** A long training less a short one: what both spend on starting and on their final evaluation falls out. */
async function secondsOfEpoch(trainFor: (epochs: number) => Promise<void> | void): Promise<number> {
  const start = processorSeconds()
  await trainFor(SHORT)
  const between = processorSeconds()
  await trainFor(LONG)
  return (processorSeconds() - between - (between - start)) / (LONG - SHORT)
}

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

function withEpochs(job: TrainJob, amount: number): TrainJob {
  const recipe = { ...job.recipe, budget: { unit: 'epochs', amount }, evaluateEveryEpochs: LONG + 1 } as const
  return { ...job, recipe }
}

async function trainLogged(job: TrainJob, data: LoadedData, backend: Backend): Promise<void> {
  for await (const event of train(job, data, backend, () => false)) process.send!(event)
}

function takeSteps(job: TrainJob, data: LoadedData, backend: Backend): void {
  const cohort = createCohort(job, data, backend)
  let orders: Int32Array[] = []
  for (const { epoch, first, size, step } of plannedSteps(job.recipe, 0)) {
    if (first === 0) orders = job.members.map(({ seed }) => epochOrder(seed, epoch, job.recipe.trainExamples))
    cohort.steps.run(orders, first, size, 1, step + 1)
  }
  cohort.dispose()
}
