import { batchSizesOfEpoch, evaluationOrder } from '../domain/batches.ts'
import type { Layer } from '../domain/architecture.ts'
import type { Recipe } from '../domain/recipe.ts'
import type { CohortState } from './cohort-state.ts'
import type { DeviceData } from './loaded-data.ts'
import type { Executor } from './executor.ts'
import { forwardTraining, ignoreGradient, type Arrays } from './network.ts'
import { gather } from './ops/gather.ts'
import type { Variable } from './tf.ts'

/** At most so many training images, drawn at random, re-estimate the statistics. */
const EXAMPLES = 10_000

/** Statistics for evaluation in place of the running ones (PreciseBN; Wu & Johnson 2021, section 3). */
export type PreciseStatistics = {
  /** The network's arrays with these statistics in place of the running ones. */
  arrays: Arrays
  /** Re-estimates them over a fixed draw of training images, in batches of the run's size, with the weights as they are. */
  estimate: () => Promise<void>
}

type Layers = readonly Layer[]
type Program = { indices: Variable; execute: () => void }
type Accumulated = { mean: Variable; variance: Variable; sum: Float64Array; sumOfSquares: Float64Array }

/** Prepares what estimates the statistics of a cohort's normalizations again, by its present weights. */
export function createPreciseStatistics(
  executor: Executor,
  recipe: Recipe,
  layers: Layers,
  state: CohortState,
  data: DeviceData,
  replicas: number,
): PreciseStatistics {
  const statistics = new Map<string, Variable>()
  // Momentum 1 makes the moving statistics those of the last batch alone, which are then read.
  const lastBatchOnly = layers.map((layer) =>
    layer.type === 'batch-normalization' ? { ...layer, momentum: 1 } : layer,
  )
  const accumulated = lastBatchOnly.flatMap((layer): Accumulated[] => {
    if (layer.type !== 'batch-normalization') return []
    const zeros = () => new Float32Array(replicas * layer.features)
    const mean = executor.variable(zeros(), [replicas, layer.features])
    const variance = executor.variable(zeros(), [replicas, layer.features])
    statistics.set(`${layer.index}.runningMean`, mean).set(`${layer.index}.runningVariance`, variance)
    return [{ mean, variance, sum: new Float64Array(mean.size), sumOfSquares: new Float64Array(mean.size) }]
  })
  const arrays: Arrays = (key) => statistics.get(key) ?? state.arrays(key)

  const examples = Math.min(EXAMPLES, recipe.trainExamples)
  const size = Math.min(recipe.batchSize, examples)
  const batches = batchSizesOfEpoch(examples, size, 'drop').length
  const order = evaluationOrder(recipe.trainExamples)

  const prepare = (): Program => {
    const indices = executor.variable(new Int32Array(replicas * size), [replicas, size], 'int32')
    const execute = executor.prepare((run) => {
      const { x } = run(gather, { ...data.train, indices }, recipe.normalize)
      forwardTraining(run, lastBatchOnly, arrays, x, ignoreGradient)
      return {}
    }, {})
    return { indices, execute }
  }
  let program: Program | null = null

  const estimate = async (): Promise<void> => {
    // Prepared at the first estimate and kept: members that diverge at different epochs ask for one each.
    const { indices, execute } = (program ??= prepare())
    accumulated.forEach(({ sum, sumOfSquares }) => [sum, sumOfSquares].forEach((total) => total.fill(0)))
    for (let batch = 0; batch < batches; batch++) {
      executor.write(
        indices,
        Int32Array.from({ length: replicas * size }, (_, i) => order[batch * size + (i % size)]!),
      )
      execute()
      for (const layer of accumulated) await accumulate(executor, layer, size)
    }
    for (const layer of accumulated) writeEstimate(executor, layer, batches)
  }
  return { arrays, estimate }
}

/** Adds a batch's mean and second moment: the variance read back is unbiased, the moment needs the biased one. */
async function accumulate(executor: Executor, layer: Accumulated, size: number): Promise<void> {
  const [means, variances] = [await executor.read(layer.mean), await executor.read(layer.variance)]
  means.forEach((mean, i) => {
    layer.sum[i]! += mean
    layer.sumOfSquares[i]! += (variances[i]! * (size - 1)) / size + mean * mean
  })
}

/** The mean, and the variance of all images together, E[x²] − E[x]². */
function writeEstimate(executor: Executor, layer: Accumulated, batches: number): void {
  const mean = layer.sum.map((sum) => sum / batches)
  const variance = layer.sumOfSquares.map((sum, i) => Math.max(0, sum / batches - mean[i]! ** 2))
  executor.write(layer.mean, Float32Array.from(mean))
  executor.write(layer.variance, Float32Array.from(variance))
}
