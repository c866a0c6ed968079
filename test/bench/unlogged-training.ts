/**
 * node unlogged-training.ts: given a job by its parent, takes the training steps of the job with nothing logged,
 * evaluated or sent, and answers with the seconds of the last epoch. Only the bench uses it.
 */
import { TrainJob } from '../../src/contract/trainer.ts'
import { readDataset } from '../../src/datasets/prepared.ts'
import { epochOrder } from '../../src/domain/batches.ts'
import { createCohort } from '../../src/trainer/cohort.ts'
import { loadData } from '../../src/trainer/loaded-data.ts'
import { plannedSteps } from '../../src/trainer/planned-steps.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'

process.on('message', (message) => {
  void trainUnlogged(TrainJob.parse(message)).then((seconds) => process.send!(seconds, () => process.exit(0)))
})

async function trainUnlogged(job: TrainJob): Promise<number> {
  const backend = await startBackend('wasm')
  const { steps } = createCohort(job, loadData(backend, readDataset(job.datasetFolder)), backend)
  let [orders, started]: [Int32Array[], number] = [[], 0]
  for (const { epoch, first, size, step } of plannedSteps(job.recipe, 0)) {
    if (first === 0) {
      started = performance.now()
      orders = job.members.map(({ seed }) => epochOrder(seed, epoch, job.recipe.trainExamples))
    }
    steps.run(orders, first, size, 1, step + 1)
  }
  return (performance.now() - started) / 1000
}
