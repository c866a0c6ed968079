import type { RunResult, Scores } from '../contract/trainer.ts'
import { batchSizesOfEpoch, evaluationOrder } from '../domain/batches.ts'
import type { Layer } from '../domain/architecture.ts'
import { EVALUATION_CHUNK } from '../domain/memory.ts'
import type { Recipe } from '../domain/recipe.ts'
import type { CohortState } from './cohort-state.ts'
import type { DeviceImages, LoadedData } from './loaded-data.ts'
import type { Executor } from './executor.ts'
import { forwardEvaluation, forwardTraining, ignoreGradient } from './network.ts'
import type { Run } from './op.ts'
import { classify } from './ops/cross-entropy.ts'
import { gather } from './ops/gather.ts'
import { createPreciseStatistics } from './precise-statistics.ts'
import type { Tensor } from './tf.ts'

/** Images [first, first + count) of one half of the data set. */
export type ImageRange = { half: 'train' | 'test'; first: number; count: number }

/** Which statistics batch normalization uses: the running ones, re-estimated ones, or those of the evaluated batch. */
export type EvaluationMode = 'running' | 'precise' | 'batch'

/** Scores of each member, and the class predicted for each image of the range. */
export type Evaluation = { scores: Scores; predicted: Float32Array }[]

export type Evaluator = {
  /** Loss and accuracy of every member over a range, the parameters left as they are. */
  evaluate: (range: ImageRange, mode: EvaluationMode) => Promise<Evaluation>
  /** The test set in all three modes, with what the running one says of each image, for each member. */
  evaluateFinally: () => Promise<RunResult[]>
}

/** The evaluation of a cohort whose arrays are on the device; each shape of batch is prepared when it is first met. */
export function createEvaluator(
  executor: Executor,
  recipe: Recipe,
  layers: readonly Layer[],
  state: CohortState,
  { dataset, device }: LoadedData,
  replicas: number,
): Evaluator {
  const precise = createPreciseStatistics(executor, recipe, layers, state, device, replicas)
  const [losses, predicted] = [executor.collection(), executor.collection()]
  const programs = new Map<string, (images: Int32Array) => void>()

  const logitsIn = (run: Run, mode: EvaluationMode, x: Tensor): Tensor => {
    switch (mode) {
      case 'running':
        return forwardEvaluation(run, layers, state.arrays, x)
      case 'precise':
        return forwardEvaluation(run, layers, precise.arrays, x)
      case 'batch':
        // The batch's own statistics normalize; the running ones that move along are the scratch ones.
        return forwardTraining(run, layers, precise.arrays, x, ignoreGradient).logits
    }
  }
  /** A program over `size` images of one half in one mode, recorded once. */
  const programFor = (half: ImageRange['half'], size: number, mode: EvaluationMode) => {
    const key = `${half} ${size} ${mode}`
    const known = programs.get(key)
    if (known) return known
    const indices = executor.variable(new Int32Array(replicas * size), [replicas, size], 'int32')
    const execute = executor.prepare(
      (run) => classifyBatch(run, device[half], indices, recipe, (x) => logitsIn(run, mode, x)),
      { losses, predicted },
    )
    const program = (images: Int32Array) => {
      executor.write(
        indices,
        Int32Array.from({ length: replicas * size }, (_, i) => images[i % size]!),
      )
      execute()
    }
    programs.set(key, program)
    return program
  }

  const evaluate = async ({ half, first, count }: ImageRange, mode: EvaluationMode): Promise<Evaluation> => {
    const sizes = batchSizesOfEpoch(
      count,
      Math.min(count, mode === 'batch' ? recipe.batchSize : EVALUATION_CHUNK),
      'auto',
    )
    const images = imagesOf(first, count, mode)
    let at = 0
    for (const size of sizes) {
      programFor(half, size, mode)(images.subarray(at, at + size))
      at += size
    }
    const [allLosses, allPredicted] = [await losses.take(), await predicted.take()]
    const truth = Uint8Array.from(images, (image) => dataset[half].labels[image]!)
    return Array.from({ length: replicas }, (_, r) => {
      const member = (values: Float32Array) => ofMember(values, sizes, replicas, r)
      return scored(member(allLosses), member(allPredicted), truth)
    })
  }

  const evaluateFinally = async (): Promise<RunResult[]> => {
    const range: ImageRange = { half: 'test', first: 0, count: recipe.testExamples }
    const running = await evaluate(range, 'running')
    const normalized = layers.some(({ type }) => type === 'batch-normalization')
    if (normalized) await precise.estimate()
    const preciseScores = normalized ? await evaluate(range, 'precise') : null
    const batchScores = normalized ? await evaluate(range, 'batch') : null
    return running.map((member, r) => ({
      running: member.scores,
      precise: preciseScores?.[r]?.scores ?? null,
      batch: batchScores?.[r]?.scores ?? null,
      confusion: confusionMatrix(dataset.test.labels, member.predicted, recipe.dataset.classes),
      predicted: Uint8Array.from(member.predicted),
    }))
  }
  return { evaluate, evaluateFinally }
}

/** The images of a range as they come: mixed where the statistics of a batch depend on its company. */
function imagesOf(first: number, count: number, mode: EvaluationMode): Int32Array {
  if (mode === 'batch') return evaluationOrder(count).map((place) => first + place)
  return Int32Array.from({ length: count }, (_, i) => first + i)
}

function classifyBatch(
  run: Run,
  images: DeviceImages,
  indices: Tensor,
  recipe: Recipe,
  logitsOf: (x: Tensor) => Tensor,
): { losses: Tensor; predicted: Tensor } {
  const { x, y } = run(gather, { ...images, indices }, recipe.normalize)
  return run(classify, { logits: logitsOf(x), labels: y }, {})
}

/** Member r's values out of chunks that each hold [R, size], one chunk after the other. */
function ofMember(values: Float32Array, sizes: readonly number[], replicas: number, r: number): Float32Array {
  const own = new Float32Array(values.length / replicas)
  let [from, to] = [0, 0]
  for (const size of sizes) {
    own.set(values.subarray(from + r * size, from + (r + 1) * size), to)
    from += replicas * size
    to += size
  }
  return own
}

function scored(losses: Float32Array, predicted: Float32Array, truth: Uint8Array): Evaluation[number] {
  let [total, correct] = [0, 0]
  for (let i = 0; i < losses.length; i++) {
    total += losses[i]!
    if (predicted[i] === truth[i]) correct++
  }
  return { scores: { loss: total / losses.length, accuracy: correct / losses.length }, predicted }
}

/** Counts [true class × predicted class], row by row. */
function confusionMatrix(
  truth: Uint8Array,
  predicted: Float32Array,
  classes: number,
): RunResult['confusion'] {
  const counts = new Int32Array(classes * classes)
  predicted.forEach((guess, i) => counts[truth[i]! * classes + guess]!++)
  return counts
}
