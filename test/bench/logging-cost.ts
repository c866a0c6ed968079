/**
 * Forked by the engine bench with a job: trains it as the product does, every step logged and sent to the parent, and
 * in turn with that, some 70 ms each, takes as many bare steps of the same cohort. Answers with the processor time of a
 * step either way, and the median over the turns of their ratio: neighbours in time share what else the machine does,
 * and the median leaves out the turns in which that changed. One cohort for both, because a kernel's speed depends on
 * where in memory its arrays lie by more than logging costs.
 * Both compute the three logged numbers: loss and accuracy are the loss function's own, and the gradient norm is summed
 * in the optimizer's pass over the gradient. What differs is all that is done with them. Nothing is evaluated.
 */
import { TrainJob, type TrainerEvent } from '../../src/contract/trainer.ts'
import { readDataset } from '../../src/datasets/prepared.ts'
import type { Backend } from '../../src/trainer/backend.ts'
import type { Collection, Executor } from '../../src/trainer/executor.ts'
import { loadData } from '../../src/trainer/loaded-data.ts'
import { startBackend } from '../../src/trainer/start-backend.ts'
import { train } from '../../src/trainer/train.ts'
import { median } from './figures.ts'

const TURNS = 300
/** A turn of fewer steps, as at the end of an epoch, is left out. */
const FEWEST_STEPS = 10

type LoggingCost = { logged: number; bare: number; ratio: number }

process.once('message', (message) => {
  void measure(TrainJob.parse(message)).then((cost) => process.send!(cost, () => process.exit(0)))
})

async function measure(given: TrainJob): Promise<LoggingCost> {
  const endless = { budget: { unit: 'epochs', amount: 10_000 }, evaluateEveryEpochs: 10_000 } as const
  const job = { ...given, recipe: { ...given.recipe, ...endless } }
  const { backend, repeatStep, dropMetrics } = withRepeatableStep(
    await startBackend('wasm'),
    job.recipe.trainExamples,
  )
  const logged = train(job, loadData(backend, readDataset(job.datasetFolder)), backend, () => false)
  const turns: LoggingCost[] = []
  await nextReport(logged) // the first steps run before the kernels are optimized
  while (turns.length < TURNS) {
    await nextReport(logged) // due at once after the bare steps: a report of a step or two
    const before = processorMicroseconds()
    const steps = await nextReport(logged)
    const between = processorMicroseconds()
    for (let step = 0; step < steps; step++) repeatStep()
    const [withLog, without] = [between - before, processorMicroseconds() - between]
    await dropMetrics()
    if (steps < FEWEST_STEPS) continue
    turns.push({ logged: withLog / steps, bare: without / steps, ratio: withLog / without })
  }
  const medianOf = (part: keyof LoggingCost) => median(turns.map((turn) => turn[part]))
  return { logged: medianOf('logged'), bare: medianOf('bare'), ratio: medianOf('ratio') }
}

/**
 * A backend whose last training step can be taken again, on other images: those of the same batch would lie in the
 * cache, and save more than logging costs.
 */
function withRepeatableStep(backend: Backend, trainExamples: number) {
  const collections: Collection[] = []
  let writes: (() => void)[] = []
  let step = (): void => undefined
  const createExecutor = (): Executor => {
    const executor = backend.createExecutor()
    return {
      ...executor,
      write(variable, values) {
        // Two before each step: the batch's indices and the rates.
        const others = () => (values instanceof Int32Array ? moveOn(values, trainExamples) : values)
        writes = [...writes.slice(-1), () => executor.write(variable, others())]
        executor.write(variable, values)
      },
      collection() {
        const collection = executor.collection()
        collections.push(collection)
        return collection
      },
      prepare(prepared, into) {
        const execute = executor.prepare(prepared, into)
        return () => {
          step = execute
          execute()
        }
      },
    }
  }
  return {
    backend: { ...backend, createExecutor },
    repeatStep: () => {
      for (const write of writes) write()
      step()
    },
    dropMetrics: () => Promise.all(collections.map((collection) => collection.take())),
  }
}

function moveOn(indices: Int32Array, trainExamples: number): Int32Array {
  for (const [i, index] of indices.entries()) indices[i] = (index + 7919) % trainExamples
  return indices
}

function processorMicroseconds(): number {
  const { user, system } = process.cpuUsage()
  return user + system
}

/** Trains until the next metrics have gone to the parent, as a trainer does; how many steps they hold. */
async function nextReport(events: AsyncGenerator<TrainerEvent>): Promise<number> {
  for (;;) {
    const { value: event } = (await events.next()) as IteratorYieldResult<TrainerEvent>
    await new Promise((sent) => process.send!(event, undefined, undefined, sent))
    if (event.type === 'metrics') return event.loss.length
  }
}
